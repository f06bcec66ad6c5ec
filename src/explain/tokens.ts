/** How callers prove who they are. Requests without a token pass; a bad token is refused. */
import type { Authentication, TokenRule } from "../ir/authentication.js";
import { isPreflight } from "./cross-origin.js";
import type { Step } from "./explanation.js";
import type { HeaderChange } from "./headers.js";
import { withChanges } from "./headers.js";
import type { ExplainedRequest, SentRequest } from "./request.js";
import { type PlacedToken, tokensAt, withoutToken } from "./token-places.js";
import { isVouchedFor, type ReadToken, readToken } from "./token-text.js";

/** What became of the tokens of a request. */
export type TokenVerdict = GoodTokens | RefusedTokens;

interface GoodTokens {
  readonly kind: "passes";
  /** As the rest of the way sees it. */
  readonly request: SentRequest;
  /** Of the verified token; absent without one. */
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}

interface RefusedTokens {
  readonly kind: "refused";
  readonly status: 401 | 403;
  readonly step: Step;
}

type TokenCircumstances = Pick<ExplainedRequest, "claims" | "nowSeconds" | "vouches">;

/** Where and when tokens are judged. */
export interface TokenSite {
  readonly at: string;
  readonly authentication: Authentication | undefined;
  readonly asked: TokenCircumstances;
}

/** Verifies the tokens of a request by the rules of a port. */
export function tokensJudged(request: SentRequest, { at, authentication, asked }: TokenSite): TokenVerdict {
  const rules = authentication?.rules ?? [];
  if (rules.length === 0) return { kind: "passes", request, steps: [] };
  const clean = withChanges(request.headers, forgeable(rules));
  const sent = { ...request, headers: clean };
  // A browser asks before it may send a token.
  if (isPreflight(request)) return { kind: "passes", request: sent, steps: [] };
  if (asked.claims !== undefined) return assumed(sent, rules, { claims: asked.claims, at });
  const outcomes: RuleOutcome[] = [];
  for (const rule of rules) {
    const outcome = ruleOutcome(rule, sent, asked);
    if (outcome.kind === "good") {
      const step = said(at, { rule, verdict: "held", says: `the token of ${issuerText(rule)} is good` });
      return { kind: "passes", request: outcome.request, payload: outcome.payload, steps: [step] };
    }
    outcomes.push(outcome);
  }
  return withoutGoodToken(sent, outcomes, at);
}

/** What stands in these headers comes from tokens or goes. */
function forgeable(rules: readonly TokenRule[]): readonly HeaderChange[] {
  const names = rules.flatMap(({ outputClaimToHeaders, outputPayloadToHeader }) => [
    ...outputClaimToHeaders.map(({ header }) => header.toLowerCase()),
    ...(outputPayloadToHeader === undefined ? [] : [outputPayloadToHeader.toLowerCase()]),
  ]);
  return [...new Set(names)].map((name) => ({ name, keeps: false, values: [] }));
}

function withoutGoodToken(request: SentRequest, outcomes: readonly RuleOutcome[], at: string): TokenVerdict {
  const bad = outcomes.filter((outcome): outcome is Bad => outcome.kind === "bad");
  const [first] = bad;
  if (first === undefined) {
    return {
      kind: "passes",
      request,
      steps: [said(at, { verdict: "held", says: "there is no token, and none is required yet" })],
    };
  }
  // Of several reasons the last one counts that is about a token and not about whose it is.
  const counted = [...bad, first].filter(({ isOthers }) => !isOthers).at(-1) ?? first;
  const says = `a token is refused: ${counted.because}`;
  return { kind: "refused", status: counted.status, step: said(at, { rule: counted.rule, verdict: "refused", says }) };
}

interface Bad {
  readonly kind: "bad";
  readonly rule: TokenRule;
  readonly status: 401 | 403;
  readonly because: string;
  /** It is the token of another issuer. */
  readonly isOthers: boolean;
}

type RuleOutcome =
  | { readonly kind: "none" }
  | Bad
  | { readonly kind: "good"; readonly request: SentRequest; readonly payload: Readonly<Record<string, unknown>> };

/** All tokens at the rule's places must be good. */
function ruleOutcome(rule: TokenRule, request: SentRequest, asked: TokenCircumstances): RuleOutcome {
  let after = request;
  let payload: Readonly<Record<string, unknown>> | undefined;
  for (const placed of [...tokensAt(rule, request)].reverse()) {
    const verdict = tokenVerdict(placed, rule, asked);
    if (!("payload" in verdict)) return { kind: "bad", rule, ...verdict };
    after = forwarded(after, { rule, placed, token: verdict });
    payload = normalised(verdict.payload, rule);
  }
  return payload === undefined ? { kind: "none" } : { kind: "good", request: after, payload };
}

type BadToken = Pick<Bad, "status" | "because" | "isOthers">;

const clockSkewSeconds = 60;

function tokenVerdict(
  { text }: PlacedToken,
  rule: TokenRule,
  { nowSeconds, vouches }: TokenCircumstances,
): ReadToken | BadToken {
  const bad = (because: string, status: 401 | 403 = 401): BadToken => ({ status, because, isOthers: false });
  const token = readToken(text);
  if (token === undefined) return bad("it is no signed JSON Web Token");
  const { iss = "", exp, nbf } = token.payload;
  if ([exp, nbf].some((time) => time !== undefined && typeof time !== "number")) return bad("its times are no numbers");
  if (rule.issuer !== "" && iss !== rule.issuer) {
    return { ...bad(`it is of issuer ${JSON.stringify(iss)}, not of ${rule.issuer}`), isOthers: true };
  }
  if (typeof nbf === "number" && nowSeconds + clockSkewSeconds < nbf) return bad("it is not valid yet");
  if (typeof exp === "number" && nowSeconds > exp + clockSkewSeconds) return bad("it has expired");
  if (!isForUs(token.payload["aud"], rule)) return bad("it is for another audience", 403);
  const { keys } = rule;
  if (keys.kind === "unavailable") return bad(`there are no keys of this issuer: ${keys.because}`);
  if (vouches !== undefined) return vouches(text, keys) ? token : bad("no key of its issuer made the signature");
  if (keys.kind === "remote") return bad("its keys are published in the mesh and are not known here");
  return isVouchedFor(token, keys.jwks) ? token : bad("no key of its issuer made the signature");
}

function isForUs(aud: unknown, { audiences }: TokenRule): boolean {
  if (audiences.length === 0) return true;
  const theirs: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  const wanted = new Set(audiences.map(bareAudience));
  return theirs.some((one) => typeof one === "string" && wanted.has(bareAudience(one)));
}

/** Scheme and the slash behind say nothing. */
function bareAudience(audience: string): string {
  return audience.replace(/^https?:\/\//, "").replace(/\/$/, "");
}

function forwarded(
  request: SentRequest,
  { rule, placed, token }: { readonly rule: TokenRule; readonly placed: PlacedToken; readonly token: ReadToken },
): SentRequest {
  const { forwardOriginalToken, outputPayloadToHeader } = rule;
  const payload = outputPayloadToHeader === undefined ? [] : [added(outputPayloadToHeader, token.payloadText)];
  const headers = withChanges(request.headers, [...payload, ...claimHeaders(rule, token.payload)]);
  const seen = { ...request, headers };
  return forwardOriginalToken ? seen : withoutToken(seen, placed.place);
}

function claimHeaders(rule: TokenRule, payload: ReadToken["payload"]): readonly HeaderChange[] {
  return rule.outputClaimToHeaders.flatMap(({ header, claim }) => {
    const text = claimText(claimAt(payload, claim.includes("://") ? [claim] : claim.split(".")));
    return text === undefined || text === "" ? [] : [added(header, text)];
  });
}

function added(name: string, value: string): HeaderChange {
  return { name: name.toLowerCase(), keeps: true, values: [value] };
}

function claimAt(payload: ReadToken["payload"], path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => {
    if (typeof found !== "object" || found === null) return undefined;
    return Object.hasOwn(found, key) ? (found as Record<string, unknown>)[key] : undefined;
  }, payload);
}

/** What is neither text nor number nor truth value is written as JSON, base64url encoded. */
function claimText(claim: unknown): string | undefined {
  if (claim === undefined || claim === null) return undefined;
  if (typeof claim === "object") return paddedBase64Url(JSON.stringify(claim));
  if (typeof claim === "number" && (claim < 0 || !Number.isInteger(claim))) return claim.toFixed(6);
  return String(claim);
}

function paddedBase64Url(text: string): string {
  const encoded = Buffer.from(text, "utf8").toString("base64url");
  return encoded.padEnd(Math.ceil(encoded.length / 4) * 4, "=");
}

/** Claims whose text is a list separated by blanks become lists. */
function normalised(payload: ReadToken["payload"], rule: TokenRule): Readonly<Record<string, unknown>> {
  const lists = new Set(["permission", "scope", ...rule.spaceDelimitedClaims]);
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      lists.has(name) && typeof value === "string" ? value.split(" ").filter((word) => word !== "") : value,
    ]),
  );
}

/** A token that is taken for good: of the issuer it names, or of the first one. */
function assumed(
  request: SentRequest,
  rules: readonly TokenRule[],
  { claims, at }: { readonly claims: Readonly<Record<string, unknown>>; readonly at: string },
): TokenVerdict {
  const { iss } = claims;
  const rule = rules.find(({ issuer }) => issuer === "" || iss === undefined || issuer === iss);
  if (rule === undefined) {
    const says = `a token is refused: nobody here knows the issuer ${JSON.stringify(iss)}`;
    return { kind: "refused", status: 401, step: said(at, { verdict: "refused", says }) };
  }
  const payload = { ...(rule.issuer !== "" && { iss: rule.issuer }), ...claims };
  const headers = withChanges(request.headers, claimHeaders(rule, payload));
  const step = said(at, { rule, verdict: "held", says: `a good token of ${issuerText(rule)} is assumed` });
  return { kind: "passes", request: { ...request, headers }, payload: normalised(payload, rule), steps: [step] };
}

function issuerText({ issuer }: TokenRule): string {
  return issuer === "" ? "any issuer" : issuer;
}

function said(
  at: string,
  { rule, verdict, says }: { readonly rule?: TokenRule; readonly verdict: Step["verdict"]; readonly says: string },
): Step {
  return {
    layer: "waypoint",
    at,
    what: "token",
    verdict,
    says,
    ...(rule !== undefined && { origin: rule.origin }),
    ...(rule !== undefined && verdict === "held" && { did: "believed" }),
  };
}
