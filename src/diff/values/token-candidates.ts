/** Tokens that rules may tell apart: of each issuer, with each claim that is spoken about, and such as nobody accepts. */
import type { TokenRule } from "../../ir/authentication.js";
import type { StringPattern } from "../../ir/pattern.js";
import type { WitnessToken } from "../attributes.js";
import { keyNames } from "../mesh-side.js";
import { textSamples } from "./text-samples.js";
import { uniquePatterns, type Vocabulary } from "./vocabulary.js";

/** More combinations of claims are not tried. */
const mostPayloads = 400;

type Payload = Readonly<Record<string, unknown>>;

/** Tokens, the plainest first. */
export function tokenCandidates(vocabulary: Vocabulary): readonly WitnessToken[] {
  const rules = vocabulary.authentications.flatMap((one) => one.rules);
  const distinct = [
    ...new Map(rules.map((rule) => [JSON.stringify({ ...rule, origin: "", name: "" }), rule])).values(),
  ];
  const claims = claimValues(vocabulary);
  return distinct.flatMap((rule) => {
    const [plain = {}, ...others] = payloadsFor(rule, claims);
    const keys = keyNames(rule.keys);
    const places = placesOf(rule);
    const [place = ""] = places;
    const [key] = keys;
    const signed = key === undefined ? {} : { key };
    return [
      { place, payload: plain, ...signed },
      ...others.map((payload) => ({ place, payload, ...signed })),
      ...places.slice(1).map((other) => ({ place: other, payload: plain, ...signed })),
      ...keys.slice(1).map((other) => ({ place, payload: plain, key: other })),
      { place, payload: { ...plain, iss: "https://issuer.unknown.example" }, ...signed },
      { place, payload: { ...plain, aud: "another-audience" }, ...signed },
      { place, payload: plain },
    ];
  });
}

/** `authorization: Bearer `, `cookie session`, or a query parameter. */
export function placesOf({ fromHeaders, fromParams, fromCookies }: TokenRule): readonly string[] {
  const places = [
    ...fromHeaders.map(({ name, prefix }) => `${name.toLowerCase()}: ${prefix}`),
    ...fromParams,
    ...fromCookies.map((name) => `cookie ${name}`),
  ];
  return places.length === 0 ? ["authorization: Bearer ", "access_token"] : places;
}

interface ClaimValues {
  readonly path: readonly string[];
  /** Undefined: the claim is absent. */
  readonly values: readonly (string | undefined)[];
}

function claimValues(vocabulary: Vocabulary): readonly ClaimValues[] {
  const found = new Map<string, StringPattern[]>();
  const add = (path: readonly string[], patterns: readonly StringPattern[]): void => {
    const key = JSON.stringify(path);
    found.set(key, [...(found.get(key) ?? []), ...patterns]);
  };
  for (const condition of vocabulary.conditions) {
    if (condition.kind !== "text") continue;
    const { attribute, values } = condition;
    if (attribute.name === "claim") add(attribute.path, values);
    if (attribute.name === "request-principal") add(["sub"], values.map(subjectOf));
  }
  for (const { match } of vocabulary.routes) for (const { path, value } of match.claims ?? []) add(path, [value]);
  return [...found].map(([key, patterns]) => {
    const { texts } = textSamples(uniquePatterns(patterns));
    return { path: JSON.parse(key) as readonly string[], values: [undefined, ...texts.slice(0, 12), "other"] };
  });
}

/** Behind the last slash, because issuers are URLs. */
function subjectOf(pattern: StringPattern): StringPattern {
  if (!("value" in pattern)) return pattern;
  const subject = pattern.value.slice(pattern.value.lastIndexOf("/") + 1);
  return subject === "" ? { kind: "present" } : ({ kind: pattern.kind, value: subject } as StringPattern);
}

function payloadsFor({ issuer, audiences }: TokenRule, claims: readonly ClaimValues[]): readonly Payload[] {
  const [audience] = audiences;
  const iss = issuer === "" ? "https://issuer.example" : issuer;
  const plain: Payload = { iss, sub: "somebody", ...(audience !== undefined && { aud: audience }) };
  let found: readonly Payload[] = [plain];
  for (const { path, values } of claims) {
    const isOwn = path.length === 1 && (path[0] === "iss" || path[0] === "aud");
    const all = path[0] === "aud" ? [undefined, ...audiences, ...values.slice(1)] : values;
    const next = all.flatMap((value) =>
      found.map((payload) => (value === undefined ? payload : withClaim(payload, path, value))),
    );
    // Issuers and audiences are part of what makes a token good; what is spoken about besides is varied beside them.
    found = (isOwn ? [...found, ...next] : next).slice(0, mostPayloads);
  }
  return [...new Map(found.map((payload) => [JSON.stringify(payload), payload])).values()];
}

function withClaim(payload: Payload, [name = "", ...rest]: readonly string[], value: string): Payload {
  if (rest.length === 0) return { ...payload, [name]: value };
  const inner = payload[name];
  const object = typeof inner === "object" && inner !== null ? (inner as Payload) : {};
  return { ...payload, [name]: withClaim(object, rest, value) };
}
