import type { CatalogueEntry } from "./catalogue-entry.js";

/** `waymark test`: what is wrong with test files, and what tests find. */
export const meshTestCodes = {
  WM9001: {
    severity: "error",
    title: "a mesh test that cannot be run",
    meaning:
      "Something that a test needs is missing or cannot be understood: who asks, what is asked for, what must happen, or a file. The tests of its document are not run, and the run fails.",
    example: "a test says what to `expect`, but neither it nor the `defaults` say who it is `from`.",
    fix: "Add what the message names; docs/testing.md has the whole form.",
  },
  WM9002: {
    severity: "error",
    title: "a mesh test fails",
    meaning:
      "The mesh of these manifests does something else with the request than the test expects. The message says what; the line that decides is named with it.",
    fix: "Correct the manifests, or the test if the mesh is right.",
  },
  WM9003: {
    severity: "warning",
    title: "the client of a mesh test is not in the mesh",
    meaning:
      "No pod or service account of the manifests is the client that the test names. Policies are asked about it as if it were there, so a misspelt client is refused by most of them and the test may pass for the wrong reason.",
    fix: "Correct the name, or add the client's ServiceAccount to the manifests.",
  },
  WM9004: {
    severity: "error",
    title: "less of the mesh is tested than was asked for",
    meaning:
      "`--fail-under` asks that so many of the route and policy rules in effect take part in a test, and fewer do. `--coverage` lists those that do not.",
    fix: "Write tests whose requests match the rules that are listed.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
