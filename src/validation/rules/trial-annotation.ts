import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import { qualifiedName } from "../../model/addresses.js";
import type { Rule } from "../rule.js";

const annotation = "istio.io/dry-run";

/** Policies that ask for a trial in a way that nobody understands. */
export const trialAnnotation: Rule = {
  codes: ["WM5088"],
  check: (view, report) => {
    for (const policy of view.all("AuthorizationPolicy")) {
      const { [annotation]: value } = policy.metadata.annotations;
      if (value === undefined || value === "true" || value === "false") continue;
      const name = `AuthorizationPolicy ${qualifiedName(policy)}`;
      const message = `${JSON.stringify(value)} asks for no trial: ${name} is enforced`;
      report(diagnostic("WM5088", { origin: at(policy.origin, "metadata", "annotations", annotation), message }));
    }
  },
};
