/**
 * Conditions as Envoy's RBAC understands them. RBAC sorts what it looks at into principals (who asks) and permissions
 * (for what), and a few attributes exist on one side only. A condition that a side cannot express is decided against
 * the request: it never holds in an ALLOW rule and always in a DENY rule.
 */
import type { envoy } from "../../../generated/envoy.js";
import type { AddressCondition, Condition, TextAttribute, TextCondition } from "../../ir/access.js";
import type { Cidr, StringPattern } from "../../ir/pattern.js";
import { filterState, tokenMetadata } from "../names.js";
import { literalRegex, regexPart, stringMatcher, stringMatcherIgnoringCase } from "../string-match.js";

export type Principal = envoy.config.rbac.v3.Principal;
export type Permission = envoy.config.rbac.v3.Permission;
type StringMatcher = envoy.type.matcher.v3.StringMatcher;
/** What both sides can look at. */
type Shared = Pick<Principal & Permission, "header" | "urlPath">;

/** What becomes of a condition that cannot be expressed: `never` in ALLOW rules, `always` in DENY rules. */
export type Unexpressed = "never" | "always";

/** A condition on the side of who asks. */
export function principalOf(condition: Condition, unexpressed: Unexpressed): Principal {
  const fallback: Principal = unexpressed === "always" ? { any: true } : { notId: { any: true } };
  const ids = principals(condition);
  if (ids === undefined) return fallback;
  const found = anyPrincipal(ids);
  return isNegated(condition) ? { notId: found } : found;
}

/** A condition on the side of what is asked for. */
export function permissionOf(condition: Condition, unexpressed: Unexpressed): Permission {
  const fallback: Permission = unexpressed === "always" ? { any: true } : { notRule: { any: true } };
  const rules = permissions(condition);
  if (rules === undefined) return fallback;
  const found = anyPermission(rules);
  return isNegated(condition) ? { notRule: found } : found;
}

/** Whether only permissions can look at it. */
export function isAboutDestination(condition: Condition): boolean {
  switch (condition.kind) {
    case "port":
      return true;
    case "address":
      return condition.attribute === "destination";
    case "text":
      return condition.attribute.name === "server-name";
    case "never":
      return false;
  }
}

export function anyPrincipal(ids: readonly Principal[]): Principal {
  const [only, ...others] = ids;
  if (only === undefined) return { notId: { any: true } };
  return others.length === 0 ? only : { orIds: { ids } };
}

/** Of all of them; those that always hold say nothing. */
export function allPrincipals(conditions: readonly Principal[]): Principal {
  const ids = conditions.filter((id) => id.any !== true);
  const [only, ...others] = ids;
  if (only === undefined) return { any: true };
  return others.length === 0 ? only : { andIds: { ids } };
}

function anyPermission(rules: readonly Permission[]): Permission {
  const [only, ...others] = rules;
  if (only === undefined) return { notRule: { any: true } };
  return others.length === 0 ? only : { orRules: { rules } };
}

export function allPermissions(rules: readonly Permission[]): Permission {
  const [only, ...others] = rules;
  if (only === undefined) return { any: true };
  return others.length === 0 ? only : { andRules: { rules } };
}

function isNegated(condition: Condition): boolean {
  return condition.kind !== "never" && condition.negated;
}

/** One for each value; undefined if this side cannot look at it. */
function principals(condition: Condition): readonly Principal[] | undefined {
  switch (condition.kind) {
    case "never":
      return [];
    case "port":
      return undefined;
    case "address":
      return addressPrincipals(condition);
    case "text":
      return textPrincipals(condition);
  }
}

function permissions(condition: Condition): readonly Permission[] | undefined {
  switch (condition.kind) {
    case "never":
      return [];
    case "port":
      return condition.ports.map((port) => ({ destinationPort: port }));
    case "address":
      return condition.attribute === "destination"
        ? condition.ranges.map((range) => ({ destinationIp: cidrRange(range) }))
        : undefined;
    case "text":
      return everyValue(condition, (value): Permission | undefined => {
        if (condition.attribute.name === "server-name") return { requestedServerName: stringMatcher(value) };
        return shared(condition.attribute, value);
      });
  }
}

function addressPrincipals(condition: AddressCondition): readonly Principal[] | undefined {
  switch (condition.attribute) {
    // Behind an internal listener `direct_remote_ip` never matches, and X-Forwarded-For can forge `remote_ip`.
    case "source":
      return condition.ranges.length === 0
        ? []
        : [
            {
              filterState: {
                key: filterState.clientAddress,
                addressMatch: { ranges: condition.ranges.map(cidrRange) },
              },
            },
          ];
    case "remote":
      return condition.ranges.map((range) => ({ remoteIp: cidrRange(range) }));
    case "destination":
      return undefined;
  }
}

function textPrincipals(condition: TextCondition): readonly Principal[] | undefined {
  return everyValue<Principal>(condition, (value) => {
    if (condition.attribute.name === "claim") return claimPrincipal(condition.attribute.path, value);
    if (condition.attribute.name === "request-principal") return tokenPrincipal(value);
    const client = clientMatcher(condition.attribute, value);
    if (client === undefined) return shared(condition.attribute, value);
    return client === "unexpressed"
      ? undefined
      : { filterState: { key: filterState.peerPrincipal, stringMatch: client } };
  });
}

/** Undefined as soon as one value cannot be expressed: a part of a list would be another condition. */
function everyValue<T>(
  condition: TextCondition,
  one: (value: StringPattern) => T | undefined,
): readonly T[] | undefined {
  const found = condition.values.map(one).filter((it) => it !== undefined);
  return found.length === condition.values.length ? found : undefined;
}

/** What a part of the client's SPIFFE id looks like; undefined for attributes of another kind. */
function clientMatcher(attribute: TextAttribute, value: StringPattern): StringMatcher | "unexpressed" | undefined {
  const whole = (regex: string): StringMatcher => ({ safeRegex: { regex } });
  switch (attribute.name) {
    case "principal":
      return stringMatcher(value);
    case "trust-domain":
      return whole(`spiffe://${regexPart(value, "[^/]")}/.*`);
    case "namespace":
      return whole(`spiffe://[^/]+/ns/${regexPart(value, "[^/]")}/.*`);
    case "service-account": {
      const path = serviceAccountPath(value);
      return path === undefined ? "unexpressed" : whole(`spiffe://[^/]+/ns/${path}`);
    }
    default:
      return undefined;
  }
}

/** `shop/reviews` is `shop/sa/reviews` in a SPIFFE id; what a prefix or suffix leaves open may hold the slash. */
function serviceAccountPath(value: StringPattern): string | undefined {
  if (value.kind === "present") return "[^/]+/sa/[^/]+";
  const slash = value.value.indexOf("/");
  const before = literalRegex(value.value.slice(0, slash));
  const after = literalRegex(value.value.slice(slash + 1));
  switch (value.kind) {
    case "exact":
      return slash === -1 ? undefined : `${before}/sa/${after}`;
    case "prefix":
      return slash === -1 ? `${literalRegex(value.value)}[^/]*/sa/[^/]+` : `${before}/sa/${after}[^/]*`;
    case "suffix":
      return slash === -1 ? `[^/]+/sa/[^/]*${literalRegex(value.value)}` : `[^/]*${before}/sa/${after}`;
    default:
      return undefined;
  }
}

/** `issuer/subject`, cut at the last slash, because issuers are URLs. What a prefix or suffix leaves open is any text. */
function tokenPrincipal(value: StringPattern): Principal | undefined {
  const both = (issuer: StringPattern, subject: StringPattern): Principal => ({
    andIds: { ids: [claimPrincipal(["iss"], issuer), claimPrincipal(["sub"], subject)] },
  });
  if (value.kind === "present") return both(value, value);
  if (value.kind === "regex" || value.kind === "path-template") return undefined;
  const slash = value.value.lastIndexOf("/");
  const subject = value.value.slice(slash + 1);
  if (slash === -1) return value.kind === "suffix" ? both({ kind: "present" }, value) : undefined;
  const issuer = value.value.slice(0, slash);
  return both(
    { kind: value.kind === "suffix" ? "suffix" : "exact", value: issuer },
    { kind: value.kind === "prefix" ? "prefix" : "exact", value: subject },
  );
}

/** The text at a path in the verified payload, or one element of the list there. Numbers and booleans never match. */
function claimPrincipal(path: readonly string[], value: StringPattern): Principal {
  const stringMatch = stringMatcher(value);
  const matcher = (found: envoy.type.matcher.v3.ValueMatcher): Principal => ({
    sourcedMetadata: {
      metadataMatcher: {
        filter: tokenMetadata.filter,
        path: [tokenMetadata.payload, ...path].map((key) => ({ key })),
        value: found,
      },
    },
  });
  return anyPrincipal([matcher({ stringMatch }), matcher({ listMatch: { oneOf: { stringMatch } } })]);
}

function shared(attribute: TextAttribute, value: StringPattern): Shared | undefined {
  switch (attribute.name) {
    case "host":
      return { header: { name: ":authority", stringMatch: stringMatcherIgnoringCase(value) } };
    case "method":
      return { header: { name: ":method", stringMatch: stringMatcher(value) } };
    case "header":
      // A header may be there and empty.
      if (value.kind === "present") return { header: { name: attribute.header, presentMatch: true } };
      return { header: { name: attribute.header, stringMatch: stringMatcher(value) } };
    case "path":
      return { urlPath: { path: stringMatcher(value) } };
    default:
      return undefined;
  }
}

function cidrRange(range: Cidr): envoy.config.core.v3.CidrRange {
  return { addressPrefix: range.address, prefixLen: { value: range.prefixLength } };
}
