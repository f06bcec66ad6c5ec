import { locate } from "../diagnostics/locate.js";
import { type Origin, pathText } from "../diagnostics/origin.js";
import type { Explanation } from "../explain/explanation.js";
import type { RuleFinding } from "../explain/why-not.js";

/** The story as JSON; origins become places in files. */
export function explanationJson(story: Explanation): Readonly<Record<string, unknown>> {
  return placed(story) as Readonly<Record<string, unknown>>;
}

/** A rule and why it matches or does not, as JSON. */
export function ruleJson(rule: RuleFinding): unknown {
  return placed(rule);
}

function placed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(placed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === "origin" ? placeOf(one as Origin) : placed(one)]),
  );
}

function placeOf(origin: Origin): unknown {
  const place = locate(origin);
  const { object, path } = origin;
  const where = place === undefined ? {} : { file: place.file, line: place.line, column: place.column };
  return { object, path: pathText(path), ...where };
}
