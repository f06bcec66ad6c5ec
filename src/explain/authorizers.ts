import type { Access } from "../ir/access.js";
import type { Step } from "./explanation.js";
import type { Facts } from "./facts.js";
import { firstMatch, ruleText } from "./policies.js";
import type { ExplainedRequest, SentRequest } from "./request.js";

/** What the authorizers outside say; `status` if one refuses. */
export interface AuthorizerVerdict {
  readonly steps: readonly Step[];
  readonly refusal?: { readonly step: Step; readonly status: number };
}

/** Puts a request to the authorizers that the rules ask about it. Unless told otherwise, they are taken to let it pass. */
export function authorizersAsked(
  { external = [] }: Access,
  facts: Facts & { readonly request: SentRequest },
  { at, answer }: { readonly at: string; readonly answer: ExplainedRequest["authorizer"] },
): AuthorizerVerdict {
  const steps: Step[] = [];
  for (const { authorizer, policies, onTrial } of external) {
    const asking = firstMatch(policies, facts, { effect: "deny", onConnection: false });
    if (asking === undefined) continue;
    const { rule, findings } = asking;
    const about = { layer: "authorizer", at: `${at} → ${authorizer.name}`, what: "authorizer" } as const;
    const because = { did: "asked", origin: rule.origin, rule: ruleText(asking), findings } as const;
    const said = answer?.(authorizer, facts.request);
    const asked = `authorizer ${authorizer.name} is asked because of ${ruleText(asking)}`;
    if (said?.kind === "deny" && !onTrial) {
      const says = `${asked}, and refuses with ${said.status}`;
      return { steps, refusal: { status: said.status, step: { ...about, ...because, verdict: "refused", says } } };
    }
    const outcome = onTrial
      ? "its answer is only recorded"
      : said === undefined
        ? "its answer is taken to be yes"
        : "and lets it pass";
    steps.push({ ...about, ...because, verdict: "held", says: `${asked}; ${outcome}` });
  }
  return { steps };
}

/** What is told of them where no route takes the request: proxies ask nobody about requests that lead nowhere. */
export function authorizersUnasked({ external = [] }: Access, at: string): readonly Step[] {
  return external.map(({ authorizer }): Step => {
    const says = `authorizer ${authorizer.name} is not asked: no route takes the request`;
    return { layer: "waypoint", at, what: "authorizer", verdict: "held", says };
  });
}
