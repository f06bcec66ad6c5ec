/**
 * Tokens for tests that say no more than their claims. Real proxies believe only what is signed, so a key of this run is
 * added to the key sets of the mesh under test, and never leaves the process.
 */
import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import type { TokenRule } from "../ir/authentication.js";
import type { JwtRule } from "../model/request-authentication.js";
import type { Resource } from "../model/resource.js";

/** A request with a token in its place. */
export interface ProvenRequest {
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface TestIssuer {
  /** The object as the mesh under test gets it: token rules believe this issuer, too. */
  readonly believed: (resource: Resource) => Resource;
  /** The request with a token of these claims, where the rule looks for it. */
  readonly proven: (
    request: ProvenRequest,
    claims: Readonly<Record<string, unknown>>,
    rule: TokenRule,
  ) => ProvenRequest;
}

export interface TestIssuerOptions {
  /** Key sets from files, by the URL or issuer that the manifests name. */
  readonly keySets: ReadonlyMap<string, string>;
  /** Key sets that issuers publish are fetched: their rules stay as they are. */
  readonly fetched: boolean;
  readonly nowSeconds: number;
}

/** An issuer with a key of its own. */
export function testIssuer(options: TestIssuerOptions): TestIssuer {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const kid = `waymark-test-${randomUUID()}`;
  const key = { ...publicKey.export({ format: "jwk" }), kid, alg: "ES256", use: "sig" };
  const signed = (payload: Readonly<Record<string, unknown>>): string => {
    const content = [{ alg: "ES256", kid, typ: "JWT" }, payload].map(base64Url).join(".");
    const signature = sign("sha256", Buffer.from(content), { key: privateKey, dsaEncoding: "ieee-p1363" });
    return `${content}.${signature.toString("base64url")}`;
  };
  return {
    believed: (resource) => (isAuthentication(resource) ? withKey(resource, key, options) : resource),
    proven: (request, claims, rule) => placed(request, signed(payloadOf(claims, rule, options.nowSeconds)), rule),
  };
}

function isAuthentication(resource: Resource): resource is Resource<"RequestAuthentication"> {
  return resource.kind === "RequestAuthentication";
}

function withKey(
  resource: Resource<"RequestAuthentication">,
  key: Readonly<Record<string, unknown>>,
  options: TestIssuerOptions,
): Resource {
  const jwtRules = resource.spec.jwtRules.map((rule) => ruleWithKey(rule, key, options));
  return { ...resource, spec: { ...resource.spec, jwtRules } };
}

function ruleWithKey(
  rule: JwtRule,
  key: Readonly<Record<string, unknown>>,
  { keySets, fetched }: TestIssuerOptions,
): JwtRule {
  const { jwksUri, jwks_uri: older, issuer = "", ...rest } = rule;
  const inline = rule.jwks !== undefined && rule.jwks !== "";
  const given = keySets.get(jwksUri ?? older ?? issuer);
  if (fetched && !inline && given === undefined) return rule;
  const known = inline ? keysIn(rule.jwks ?? "") : keysIn(given ?? '{"keys":[]}');
  // A key set that cannot be read is left for the mesh to refuse.
  if (known === undefined) return rule;
  const issuerField = rule.issuer === undefined ? {} : { issuer: rule.issuer };
  return { ...rest, ...issuerField, jwks: JSON.stringify({ keys: [...known, key] }) };
}

function keysIn(jwks: string): readonly unknown[] | undefined {
  try {
    const { keys } = JSON.parse(jwks) as { readonly keys?: unknown };
    return Array.isArray(keys) ? keys : undefined;
  } catch {
    return undefined;
  }
}

const lifetimeSeconds = 3600;

function payloadOf(
  claims: Readonly<Record<string, unknown>>,
  { issuer, audiences }: TokenRule,
  nowSeconds: number,
): Readonly<Record<string, unknown>> {
  const now = Math.floor(nowSeconds);
  const [audience] = audiences;
  return {
    iss: issuer === "" ? "waymark-test" : issuer,
    ...(audience !== undefined && { aud: audience }),
    iat: now - 60,
    exp: now + lifetimeSeconds,
    ...claims,
  };
}

function placed(
  request: ProvenRequest,
  token: string,
  { fromHeaders, fromParams, fromCookies }: TokenRule,
): ProvenRequest {
  const withHeader = (name: string, value: string): ProvenRequest => {
    return { ...request, headers: [...request.headers, [name, value]] };
  };
  const [header, param, cookie] = [fromHeaders[0], fromParams[0], fromCookies[0]];
  if (header !== undefined) return withHeader(header.name, `${header.prefix}${token}`);
  if (param !== undefined) {
    const mark = request.path.includes("?") ? "&" : "?";
    return { ...request, path: `${request.path}${mark}${encodeURIComponent(param)}=${token}` };
  }
  return cookie === undefined
    ? withHeader("authorization", `Bearer ${token}`)
    : withHeader("cookie", `${cookie}=${token}`);
}

function base64Url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
