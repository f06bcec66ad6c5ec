import { authenticationsFor } from "../../binding/policies.js";
import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { TextCondition } from "../../ir/access.js";
import type { StringPattern } from "../../ir/pattern.js";
import { lowerPolicy } from "../../lowering/policies.js";
import { qualifiedName } from "../../model/addresses.js";
import type { Resource } from "../../model/resource.js";
import type { ResourceView } from "../../model/resource-set.js";
import { targetsOf } from "../../model/selectors.js";
import { judgedBy } from "../judged-services.js";
import type { ServedService } from "../restrictions.js";
import { servedServices } from "../restrictions.js";
import type { Rule } from "../rule.js";
import { tokenConditions } from "../token-conditions.js";

/** Conditions on tokens that no RequestAuthentication verifies, or that are of other issuers than those it verifies. */
export const unverifiedTokens: Rule = {
  codes: ["WM5082", "WM5084"],
  check: (view, report) => {
    const served = servedServices(view);
    for (const policy of view.all("AuthorizationPolicy")) {
      if (targetsOf(policy.spec).length === 0) continue;
      const conditions = tokenConditions(lowerPolicy(policy, view, () => undefined).policy);
      const [first] = conditions;
      if (first === undefined) continue;
      const judged = judgedBy(policy, served, view);
      if (judged.length > 0) reportConditions({ policy, conditions, first, judged }, view, report);
    }
  },
};

interface Asked {
  readonly policy: Resource<"AuthorizationPolicy">;
  readonly conditions: readonly TextCondition[];
  readonly first: TextCondition;
  readonly judged: readonly ServedService[];
}

function reportConditions({ policy, conditions, first, judged }: Asked, view: ResourceView, report: Report): void {
  const authentications = judged.flatMap((one) => authenticationsFor(one, view));
  // One that cannot be read refuses everything, which is said already.
  if (authentications.some(({ spec }) => spec.unreadable)) return;
  const issuers = new Set(authentications.flatMap(({ spec }) => spec.jwtRules.flatMap(({ issuer }) => issuer ?? [])));
  if (issuers.size === 0) {
    const services = [...new Set(judged.map(({ service }) => service.spec.entry?.host ?? qualifiedName(service)))];
    const whose = services.length > 3 ? `${services.length} services` : services.join(", ");
    const message = `nobody verifies tokens for ${whose}: to ${qualifiedName(policy)} every request is one without a token`;
    const advice = "add a RequestAuthentication with the same targetRefs";
    report(diagnostic("WM5082", { origin: first.origin, message, advice }));
    return;
  }
  for (const { attribute, values, negated, origin } of conditions) {
    if (attribute.name !== "request-principal" || negated) continue;
    const foreign = values.find((value) => !isOfAny(value, issuers));
    if (foreign === undefined || !("value" in foreign)) continue;
    const message = `no token whose principal begins with ${JSON.stringify(foreign.value)} is verified there`;
    const advice = `the issuers are ${[...issuers].sort().join(", ")}`;
    report(diagnostic("WM5084", { origin, message, advice }));
  }
}

/** Whether a token of one of the issuers can have such a principal (`issuer/subject`). */
function isOfAny(value: StringPattern, issuers: ReadonlySet<string>): boolean {
  if (value.kind !== "exact" && value.kind !== "prefix") return true;
  return [...issuers].some((issuer) => {
    const own = `${issuer}/`;
    return value.value.startsWith(own) || (value.kind === "prefix" && own.startsWith(value.value));
  });
}
