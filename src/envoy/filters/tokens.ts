import { createPublicKey, type JsonWebKey } from "node:crypto";
import type { envoy } from "../../../generated/envoy.js";
import type { Access, TokenRule } from "../../ir/access.js";
import { tokenMetadata } from "../names.js";

type Provider = envoy.extensions.filters.http.jwt_authn.v3.JwtProvider;
type Requirement = envoy.extensions.filters.http.jwt_authn.v3.JwtRequirement;

/**
 * A key pair of which only this half was kept: no token verifies against it. It stands for keys that cannot be had, so
 * that the tokens of that issuer are refused (401) while requests without one pass.
 */
const keysOfNobody = JSON.stringify({
  keys: [
    {
      kty: "EC",
      crv: "P-256",
      alg: "ES256",
      kid: "keys-unavailable",
      x: "c-ae3q3Z6_l3u1Fk5Pxm1QN3fSZKCvcTaaaztdcNo5s",
      y: "LWvuAyo-q7ti4RMPov7FiKbSgf7bAbU_rZIk_Z0p9to",
    },
  ],
});

/** Verifies tokens (`envoy.filters.http.jwt_authn`); their payload is what conditions on claims look at. */
export function tokens(access: Access): readonly envoy.config.core.v3.TypedExtensionConfig[] {
  const rules = access.authentication?.rules ?? [];
  if (rules.length === 0) return [];
  return [
    {
      name: tokenMetadata.filter,
      typedConfig: {
        type: "envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication",
        value: {
          providers: Object.fromEntries(rules.map((rule) => [rule.name, provider(rule)])),
          rules: [{ match: { prefix: "/" }, requires: requirement(rules.map((rule) => rule.name)) }],
          // A browser asks before it may send a token.
          bypassCorsPreflight: true,
        },
      },
    },
  ];
}

/**
 * No token, or a good one; never a bad one. With several issuers a request with a good token of one of them passes, and
 * one without any token does.
 */
function requirement(providers: readonly string[]): Requirement {
  const orMissing = (name: string): Requirement => ({
    requiresAny: { requirements: [{ providerName: name }, { allowMissing: {} }] },
  });
  const [only, ...others] = providers;
  if (only !== undefined && others.length === 0) return orMissing(only);
  return {
    requiresAny: {
      requirements: [
        ...providers.map((providerName) => ({ providerName })),
        { requiresAll: { requirements: providers.map(orMissing) } },
      ],
    },
  };
}

function provider(rule: TokenRule): Provider {
  return {
    issuer: rule.issuer,
    audiences: rule.audiences,
    localJwks: { inlineString: usableKeys(rule) },
    fromHeaders: rule.fromHeaders.map(({ name, prefix }) => ({ name, valuePrefix: prefix })),
    fromParams: rule.fromParams,
    fromCookies: rule.fromCookies,
    forward: rule.forwardOriginalToken,
    ...(rule.outputPayloadToHeader !== undefined && { forwardPayloadHeader: rule.outputPayloadToHeader }),
    claimToHeaders: rule.outputClaimToHeaders.map(({ header, claim }) => ({ headerName: header, claimName: claim })),
    payloadInMetadata: tokenMetadata.payload,
    normalizePayloadInMetadata: {
      spaceDelimitedClaims: [...new Set(["permission", "scope", ...rule.spaceDelimitedClaims])],
    },
    // Routes may look at the headers made from claims.
    clearRouteCache: true,
  };
}

/** Envoy rejects the whole slot, and so every other policy in it, if there is no usable key in a set. */
function usableKeys(rule: TokenRule): string {
  if (rule.keys.kind === "unavailable") return keysOfNobody;
  return holdsUsableKey(rule.keys.jwks) ? rule.keys.jwks : keysOfNobody;
}

function holdsUsableKey(jwks: string): boolean {
  try {
    const { keys } = JSON.parse(jwks) as { keys?: unknown };
    return Array.isArray(keys) && keys.some(isUsableKey);
  } catch {
    return false;
  }
}

function isUsableKey(key: unknown): boolean {
  try {
    if ((key as JsonWebKey).kty === "oct") return typeof (key as JsonWebKey).k === "string";
    createPublicKey({ key: key as JsonWebKey, format: "jwk" });
    return true;
  } catch {
    return false;
  }
}
