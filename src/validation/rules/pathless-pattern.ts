import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import type { Rule } from "../rule.js";

/** Patterns for paths that begin with something that no path begins with. */
export const pathlessPattern: Rule = {
  codes: ["WM4082"],
  check: (view, report) => {
    for (const { origin, spec } of view.all("HTTPRoute")) {
      for (const [rule, { matches }] of spec.rules.entries()) {
        for (const [index, { path }] of matches.entries()) {
          if (path.type !== "RegularExpression" || !beginsElsewhere(path.value)) continue;
          const message = `no path begins as ${JSON.stringify(path.value)} asks: they begin with a slash`;
          const place = at(origin, "spec", "rules", rule, "matches", index, "path", "value");
          report(diagnostic("WM4082", { origin: place, message, advice: "begin it with /" }));
        }
      }
    }
  },
};

/** A letter or digit that must be there: not one of several alternatives, and not one that may be left out. */
function beginsElsewhere(pattern: string): boolean {
  return !pattern.includes("|") && /^\^?[A-Za-z0-9_-](?![*?{])/.test(pattern);
}
