import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import type { Policy, TokenRule } from "../ir/access.js";
import { qualifiedName } from "../model/addresses.js";
import type { JwtRule } from "../model/request-authentication.js";
import type { Resource } from "../model/resource.js";
import { hasLineBreak } from "./header-edits.js";
import { keySetOf } from "./key-sets.js";

/** How tokens are verified, and what is denied to requests without one (`presence: REQUIRED`). */
export interface LoweredAuthentication {
  readonly rules: readonly TokenRule[];
  readonly deny: readonly Policy[];
}

/** What a request authentication asks. Broken keys refuse every token of their issuer, never requests without one. */
export function lowerAuthentication(
  resource: Resource<"RequestAuthentication">,
  report: Report,
): LoweredAuthentication {
  const policy = qualifiedName(resource);
  const lowered = resource.spec.jwtRules.flatMap((rule, index): { rule: TokenRule; deny: Policy[] }[] => {
    const origin = at(resource.origin, "spec", "jwtRules", index);
    const name = `${policy}/jwtRules[${index}]`;
    const issuer = rule.issuer ?? "";
    if (issuer === "") {
      report(diagnostic("WM5021", { origin, message: "the rule names no issuer, so it says nothing of any token" }));
      return [];
    }
    const token = tokenRule({ ...withUsableHeaders(rule), issuer }, { name, origin }, report);
    const unusable = unusableHeader(rule);
    if (unusable !== undefined) {
      const message = `${JSON.stringify(unusable)} is no header: every token of ${issuer} is refused`;
      report(diagnostic("WM5021", { origin, message }));
      return [{ rule: { ...token, keys: { kind: "unavailable", because: message } }, deny: [] }];
    }
    return [{ rule: token, deny: rule.presence === "REQUIRED" ? [required(token)] : [] }];
  });
  return { rules: lowered.map(({ rule }) => rule), deny: lowered.flatMap(({ deny }) => deny) };
}

const headerName = /^[!#$%&'*+.^_`|~\w-]+$/;

/** A header of the rule that no data plane would accept: it would refuse all rules of the service with it. */
function unusableHeader(rule: JwtRule): string | undefined {
  const { fromHeaders = [], outputClaimToHeaders = [], outputPayloadToHeader } = rule;
  const names = [...fromHeaders.map(({ name }) => name), ...outputClaimToHeaders.map(({ header }) => header)];
  if (outputPayloadToHeader) names.push(outputPayloadToHeader);
  const prefix = fromHeaders.find((header) => hasLineBreak(header.prefix ?? ""))?.prefix;
  return names.find((name) => !headerName.test(name)) ?? prefix;
}

function withUsableHeaders({ outputPayloadToHeader = "", ...rule }: JwtRule): JwtRule {
  return {
    ...rule,
    ...(headerName.test(outputPayloadToHeader) && { outputPayloadToHeader }),
    fromHeaders: (rule.fromHeaders ?? []).filter(
      ({ name, prefix = "" }) => headerName.test(name) && !hasLineBreak(prefix),
    ),
    outputClaimToHeaders: (rule.outputClaimToHeaders ?? []).filter(({ header }) => headerName.test(header)),
  };
}

function tokenRule(
  rule: JwtRule & { readonly issuer: string },
  { name, origin }: { readonly name: string; readonly origin: Origin },
  report: Report,
): TokenRule {
  const { issuer, forwardOriginalToken, outputPayloadToHeader = "" } = rule;
  return {
    name,
    issuer,
    audiences: rule.audiences ?? [],
    keys: keysOf(rule, origin, report),
    fromHeaders: (rule.fromHeaders ?? []).map((header) => ({
      name: header.name.toLowerCase(),
      prefix: header.prefix ?? "",
    })),
    fromParams: rule.fromParams ?? [],
    fromCookies: rule.fromCookies ?? [],
    forwardOriginalToken,
    ...(outputPayloadToHeader !== "" && { outputPayloadToHeader: outputPayloadToHeader.toLowerCase() }),
    outputClaimToHeaders: (rule.outputClaimToHeaders ?? []).map(({ header, claim }) => {
      return { header: header.toLowerCase(), claim };
    }),
    spaceDelimitedClaims: rule.spaceDelimitedClaims ?? [],
    origin,
  };
}

function keysOf(rule: JwtRule, origin: Origin, report: Report): TokenRule["keys"] {
  if (rule.jwks === undefined || rule.jwks === "") {
    const message = rule.jwksUri
      ? `the keys at ${rule.jwksUri} are not fetched yet: every token of ${rule.issuer} is refused`
      : `the rule has no keys, and they are not looked for at the issuer yet: every token of ${rule.issuer} is refused`;
    const place = rule.jwksUri ? at(origin, "jwksUri") : origin;
    report(diagnostic("WM5018", { origin: place, message, advice: "give the key set inline, as `jwks`" }));
    return { kind: "unavailable", because: "key sets are not fetched yet" };
  }
  const set = keySetOf(rule.jwks);
  if (set.kind === "unusable") {
    const message = `the key set cannot be used: ${set.because}; every token of ${rule.issuer} is refused`;
    report(diagnostic("WM5017", { origin: at(origin, "jwks"), message }));
    return { kind: "unavailable", because: set.because };
  }
  if (set.left > 0) {
    const message = `${set.left} of the keys cannot verify signatures and are left out`;
    report(diagnostic("WM5017", { origin: at(origin, "jwks"), message, severity: "warning" }));
  }
  return { kind: "inline", jwks: set.jwks };
}

/** Denies requests that carry no verified token of the issuer. */
function required({ name, issuer, origin }: TokenRule): Policy {
  const condition = {
    kind: "text",
    attribute: { name: "request-principal" },
    values: [{ kind: "prefix", value: `${issuer}/` }],
    negated: true,
    origin: at(origin, "presence"),
  } as const;
  return { name, rules: [{ name: "rule[0]", from: [], to: [], when: [condition], origin }], origin };
}
