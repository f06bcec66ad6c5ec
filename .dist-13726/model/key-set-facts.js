import { targetsOf } from "./selectors.js";
/** As long as the API documents for `timeout`. */
const defaultTimeoutMs = 5000;
const longestTimeoutMs = 60_000;
/** Where the keys of a rule are; undefined if they stand in it, or if there is no place to look at. */
export function wantedKeysOf(rule) {
    const { issuer = "", jwks = "", jwks_uri: older = "", jwksUri = older, timeout } = rule;
    if (jwks !== "" || issuer === "")
        return undefined;
    const kind = jwksUri === "" ? "issuer" : "jwks";
    const url = jwksUri === "" ? issuer : jwksUri;
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
        return undefined;
    return { place: `${kind} ${url}`, kind, url, timeoutMs: timeoutMsOf(timeout) };
}
const unitMs = {
    h: 3_600_000,
    m: 60_000,
    s: 1000,
    ms: 1,
    us: 0.001,
    µs: 0.001,
    ns: 0,
};
function timeoutMsOf(text) {
    const parts = (text ?? "").matchAll(/([0-9.]+)(h|ms|m|s|us|µs|ns)/g);
    const total = [...parts].reduce((sum, [, count, unit = "s"]) => sum + Number(count) * (unitMs[unit] ?? 0), 0);
    return total > 0 ? Math.min(total, longestTimeoutMs) : defaultTimeoutMs;
}
const wantedByObject = new WeakMap();
/** Objects do not change: what one wants is found out once. */
function wantedBy(authentication) {
    const known = wantedByObject.get(authentication);
    if (known !== undefined)
        return known;
    const { spec } = authentication;
    const wanted = targetsOf(spec).length === 0 ? [] : spec.jwtRules.flatMap((rule) => wantedKeysOf(rule) ?? []);
    wantedByObject.set(authentication, wanted);
    return wanted;
}
/**
 * Every place that request authentications with a target want keys from, by place. Rules that want the same place share
 * it, with the longest of their timeouts. A `jwksUri` for which `isInMesh` holds is left out: proxies look there themselves.
 */
export function wantedKeys(authentications, isInMesh) {
    const wanted = new Map();
    for (const one of authentications.flatMap(wantedBy)) {
        const known = wanted.get(one.place);
        if (known !== undefined && known.timeoutMs >= one.timeoutMs)
            continue;
        if (one.kind === "jwks" && isInMesh(one.url))
            continue;
        wanted.set(one.place, one);
    }
    return [...wanted.values()].sort((one, other) => (one.place < other.place ? -1 : 1));
}
//# sourceMappingURL=key-set-facts.js.map