import { authorizationPoliciesFor } from "../../binding/policies.js";
import { routePoliciesFor } from "../../binding/route-policies.js";
import { routesFor } from "../../binding/routes.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import { lowerPolicy } from "../../lowering/policies.js";
import { qualifiedName } from "../../model/addresses.js";
import type { Resource } from "../../model/resource.js";
import type { ResourceView } from "../../model/resource-set.js";
import { targetsOf } from "../../model/selectors.js";
import { judgedBy } from "../judged-services.js";
import { flowText } from "../manifests.js";
import type { ServedService } from "../restrictions.js";
import { servedServices } from "../restrictions.js";
import type { Rule } from "../rule.js";
import { tokenConditions } from "../token-conditions.js";

/** Request authentications that verify tokens which nobody asks for, and whose claims nobody reads. */
export const optionalTokens: Rule = {
  codes: ["WM5083"],
  check: (view, report) => {
    const served = servedServices(view);
    for (const authentication of view.all("RequestAuthentication")) {
      if (authentication.spec.unreadable || handsOn(authentication)) continue;
      const judged = judgedBy(authentication, served, view);
      if (judged.length === 0 || judged.some((one) => asksForTokens(one, view))) continue;
      const message = `requests without a token pass: no policy asks for one of ${qualifiedName(authentication)}`;
      const origin = at(authentication.origin, "spec", "jwtRules");
      report(diagnostic("WM5083", { origin, message, advice: `add ${policyFor(authentication)}` }));
    }
  },
};

/** Whether an application behind the waypoint learns what the tokens say: then it may decide itself. */
function handsOn({ spec }: Resource<"RequestAuthentication">): boolean {
  return (
    spec.jwtRules.length === 0 ||
    spec.jwtRules.some((rule) => {
      const outputs = (rule.outputClaimToHeaders?.length ?? 0) > 0 || Boolean(rule.outputPayloadToHeader);
      return outputs || rule.forwardOriginalToken || rule.presence === "REQUIRED";
    })
  );
}

/** Whether a policy or a route of a service reads what tokens say. An authorizer may. */
function asksForTokens(served: ServedService, view: ResourceView): boolean {
  const attached = served.service.spec.ports.flatMap((port) => routesFor(served.service, port, view));
  const ofRoutes = attached.flatMap(({ route }) => {
    const rules: readonly { readonly name?: string }[] = route.spec.rules;
    return rules.flatMap((rule) => routePoliciesFor(route, rule, view));
  });
  const policies = [...authorizationPoliciesFor(served, view), ...ofRoutes];
  if (policies.some((policy) => policy.spec.action === "CUSTOM" || readsTokens(policy, view))) return true;
  return attached.some(({ route }) =>
    route.spec.rules.some(
      (rule: { readonly matches: readonly { readonly headers: readonly { readonly name: string }[] }[] }) =>
        rule.matches.some(({ headers }) => headers.some(({ name }) => name.startsWith("@request.auth."))),
    ),
  );
}

function readsTokens(policy: Resource<"AuthorizationPolicy">, view: ResourceView): boolean {
  return tokenConditions(lowerPolicy(policy, view, () => undefined).policy).length > 0;
}

/** The policy that refuses requests without a token. */
function policyFor({ metadata, spec }: Resource<"RequestAuthentication">): string {
  const { namespace, name } = metadata;
  const targetRefs = targetsOf(spec).map((target) => ({ group: target.group, kind: target.kind, name: target.name }));
  return flowText({
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name: `${name}-required`, namespace },
    spec: { targetRefs, action: "DENY", rules: [{ from: [{ source: { notRequestPrincipals: ["*"] } }] }] },
  });
}
