import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { envoy, TypedMessage } from "../../../generated/envoy.js";
import type { TokenRule } from "../../ir/authentication.js";
import { origin } from "../testing/samples.js";
import { tokens } from "./tokens.js";

const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
const good = JSON.stringify({ keys: [key] });

function rule(name: string, more: Partial<TokenRule> = {}): TokenRule {
  const nowhere = { fromHeaders: [], fromParams: [], fromCookies: [] };
  const rest = { audiences: [], outputClaimToHeaders: [], spaceDelimitedClaims: [], forwardOriginalToken: false };
  return {
    name,
    issuer: `https://${name}.example`,
    keys: { kind: "inline", jwks: good },
    ...nowhere,
    ...rest,
    origin,
    ...more,
  };
}

function authentication(...rules: readonly TokenRule[]): envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication {
  const config = tokens({ authentication: { rules }, deny: [], allow: [] })[0]?.typedConfig as TypedMessage | undefined;
  return config?.type === "envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication" ? config.value : {};
}

describe("tokens()", () => {
  it("is no filter without rules", () => {
    expect(tokens({ deny: [], allow: [] })).toEqual([]);
    expect(tokens({ authentication: { rules: [] }, deny: [], allow: [] })).toEqual([]);
  });

  it("accepts no token or a good one", () => {
    expect(authentication(rule("a")).rules?.[0]?.requires).toEqual({
      requiresAny: { requirements: [{ providerName: "a" }, { allowMissing: {} }] },
    });
  });

  it("accepts a good token of any issuer, or none at all", () => {
    const requirements = authentication(rule("a"), rule("b")).rules?.[0]?.requires?.requiresAny?.requirements;
    expect(requirements?.slice(0, 2)).toEqual([{ providerName: "a" }, { providerName: "b" }]);
    expect(requirements?.[2]?.requiresAll?.requirements).toHaveLength(2);
  });

  const dead = [
    "",
    "{}",
    '{"keys":[]}',
    '{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}',
    "null",
    '{"keys":7}',
  ];
  it.each(dead)("verifies nothing against the keys %j, so that the other policies stay in effect", (jwks) => {
    const providers = authentication(rule("a"), rule("bad", { keys: { kind: "inline", jwks } })).providers;
    expect(providers?.["a"]?.localJwks?.inlineString).toBe(good);
    expect(providers?.["bad"]?.localJwks?.inlineString).toContain("keys-unavailable");
  });

  it("verifies nothing against keys that could not be had", () => {
    const { providers } = authentication(rule("a", { keys: { kind: "unavailable", because: "timed out" } }));
    expect(providers?.["a"]?.localJwks?.inlineString).toContain("keys-unavailable");
  });

  it("always splits the usual claims at spaces", () => {
    const { providers } = authentication(rule("a", { spaceDelimitedClaims: ["roles", "scope"] }));
    expect(providers?.["a"]?.normalizePayloadInMetadata?.spaceDelimitedClaims).toEqual([
      "permission",
      "scope",
      "roles",
    ]);
  });
});
