import type { CatalogueEntry } from "./catalogue-entry.js";

/** One object against the schema of its kind. */
export const schemaCodes = {
  WM2001: {
    severity: "error",
    title: "a field has the wrong type",
    meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
    fix: "Give the field a value of the type named. Numbers and true/false become text when they are quoted.",
  },
  WM2002: {
    severity: "error",
    title: "a required field is missing",
    meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
    fix: "Add the field.",
  },
  WM2003: {
    severity: "error",
    title: "a value is not of the form or the choice the field allows",
    meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
    fix: "Use one of the values, or the form, that the message names.",
  },
  WM2004: {
    severity: "error",
    title: "a number, a length or a count is out of range",
    meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
    fix: "Bring the value into the range that the message names.",
  },
  WM2005: {
    severity: "warning",
    title: "unknown field",
    meaning: "The field has no effect: API servers drop it silently. The rest of the object is in effect.",
    fix: "Correct its spelling or its indentation, or remove it.",
  },
  WM2006: {
    severity: "error",
    title: "fields that do not go together",
    meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
    fix: "Keep the field that the type names, or one of those that exclude each other.",
  },
  WM2007: {
    severity: "error",
    title: "two entries of a list have the same key",
    meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
    fix: "Merge the entries, or rename one.",
  },
  WM2008: {
    severity: "error",
    title: "a policy that cannot be read denies everything it applies to",
    meaning:
      "Leaving the policy out could let in what it is meant to refuse. If an earlier form of it is in effect, that form stays instead.",
    fix: "Correct the errors that are reported for the policy, or remove it.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
