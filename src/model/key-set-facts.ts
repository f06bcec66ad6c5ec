/**
 * Key sets that somebody else publishes. The middle of waymark fetches nothing: it is told what was found at a place,
 * and what it is told takes part in `ResourceView` like any object.
 */
import type { JwtRule } from "./request-authentication.js";
import type { Resource } from "./resource.js";
import { targetsOf } from "./selectors.js";

/** A place of keys as text, one for each fetch: `jwks https://…` (`jwksUri`), or `issuer https://…` (discovery). */
export type KeyPlace = string & { readonly __brand: "KeyPlace" };

/** What is known of a place. A place of which nothing is known at all is one that nobody fetches. */
export type KeySetFact =
  /** `stale`: why the text could not be refreshed when it should have been. */
  | { readonly kind: "known"; readonly text: string; readonly stale?: string }
  | { readonly kind: "pending" }
  /** `refused`: the place must not be fetched from. `failed`: it was tried, and will be again. */
  | { readonly kind: "refused" | "failed"; readonly because: string };

/** A place that keys are wanted from. */
export interface WantedKeys {
  readonly place: KeyPlace;
  readonly kind: "jwks" | "issuer";
  readonly url: string;
  /** How long one request may take at most, in milliseconds. */
  readonly timeoutMs: number;
}

/** As long as the API documents for `timeout`. */
const defaultTimeoutMs = 5000;
const longestTimeoutMs = 60_000;

/** Where the keys of a rule are; undefined if they stand in it, or if there is no place to look at. */
export function wantedKeysOf(rule: JwtRule): WantedKeys | undefined {
  const { issuer = "", jwks = "", jwks_uri: older = "", jwksUri = older, timeout } = rule;
  if (jwks !== "" || issuer === "") return undefined;
  const kind = jwksUri === "" ? "issuer" : "jwks";
  const url = jwksUri === "" ? issuer : jwksUri;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  return { place: `${kind} ${url}` as KeyPlace, kind, url, timeoutMs: timeoutMsOf(timeout) };
}

const unitMs: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0,
};

function timeoutMsOf(text: string | undefined): number {
  const parts = (text ?? "").matchAll(/([0-9.]+)(h|ms|m|s|us|µs|ns)/g);
  const total = [...parts].reduce((sum, [, count, unit = "s"]) => sum + Number(count) * (unitMs[unit] ?? 0), 0);
  return total > 0 ? Math.min(total, longestTimeoutMs) : defaultTimeoutMs;
}

const wantedByObject = new WeakMap<Resource<"RequestAuthentication">, readonly WantedKeys[]>();

/** Objects do not change: what one wants is found out once. */
function wantedBy(authentication: Resource<"RequestAuthentication">): readonly WantedKeys[] {
  const known = wantedByObject.get(authentication);
  if (known !== undefined) return known;
  const { spec } = authentication;
  const wanted = targetsOf(spec).length === 0 ? [] : spec.jwtRules.flatMap((rule) => wantedKeysOf(rule) ?? []);
  wantedByObject.set(authentication, wanted);
  return wanted;
}

/**
 * Every place that request authentications with a target want keys from, by place. Rules that want the same place share
 * it, with the longest of their timeouts. A `jwksUri` for which `isInMesh` holds is left out: proxies look there themselves.
 */
export function wantedKeys(
  authentications: readonly Resource<"RequestAuthentication">[],
  isInMesh: (url: string) => boolean,
): readonly WantedKeys[] {
  const wanted = new Map<KeyPlace, WantedKeys>();
  for (const one of authentications.flatMap(wantedBy)) {
    const known = wanted.get(one.place);
    if (known !== undefined && known.timeoutMs >= one.timeoutMs) continue;
    if (one.kind === "jwks" && isInMesh(one.url)) continue;
    wanted.set(one.place, one);
  }
  return [...wanted.values()].sort((one, other) => (one.place < other.place ? -1 : 1));
}
