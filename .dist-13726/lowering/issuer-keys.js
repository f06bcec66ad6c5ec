import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { wantedKeysOf } from "../model/key-set-facts.js";
import { keySetOf } from "./key-sets.js";
import { meshKeys } from "./mesh-keys.js";
/**
 * The keys that tokens of a rule are verified with: those in the rule, those of a service of the mesh, or those that were
 * fetched. Whatever is wrong with them costs the tokens of this issuer, and nothing else.
 */
export function keysOf(rule, origin, { view, report }) {
    if (rule.jwks !== undefined && rule.jwks !== "")
        return inlineKeys(rule, rule.jwks, { origin, report });
    const named = ["jwksUri", "jwks_uri"].find((field) => rule[field]);
    const place = at(origin, named ?? "issuer");
    const wanted = wantedKeysOf(rule);
    if (wanted === undefined) {
        const because = named ? `${rule[named]} is no URL` : "the rule has no keys, and its issuer is no URL";
        return missing("WM5067", because, { rule, origin: place, report });
    }
    const meshed = wanted.kind === "jwks" ? meshKeys(wanted.url, view) : undefined;
    if (meshed?.kind === "unusable")
        return missing("WM5066", meshed.because, { rule, origin: place, report });
    if (meshed !== undefined) {
        return { kind: "remote", url: wanted.url, from: meshed.from, timeoutMs: wanted.timeoutMs };
    }
    if (/^http:/i.test(wanted.url)) {
        report(diagnostic("WM5065", { origin: place, message: `${whatIsAt(wanted)} are fetched without TLS` }));
    }
    return fetchedKeys(view.keySet(wanted.place), wanted, { rule, origin: place, report });
}
function inlineKeys(rule, text, { origin, report }) {
    const place = at(origin, "jwks");
    const set = keySetOf(text);
    if (set.kind === "unusable") {
        return missing("WM5017", `the key set cannot be used: ${set.because}`, { rule, origin: place, report });
    }
    if (set.left > 0) {
        const message = `${set.left} of the keys cannot verify signatures and are left out`;
        report(diagnostic("WM5017", { origin: place, message, severity: "warning" }));
    }
    return { kind: "inline", jwks: set.jwks };
}
/** Published sets hold keys for other purposes, too: those are left out without a word. */
function fetchedKeys(fact, wanted, place) {
    const what = whatIsAt(wanted);
    switch (fact?.kind) {
        case undefined:
            return missing("WM5018", `${what} are not fetched`, place);
        case "pending":
            return missing("WM5060", `${what} are being fetched`, place);
        case "failed":
            return missing("WM5061", `${what} cannot be had: ${fact.because}`, place);
        case "refused":
            return missing("WM5062", `${what} may not be fetched: ${fact.because}`, place);
        case "known": {
            const set = keySetOf(fact.text);
            if (set.kind === "unusable")
                return missing("WM5063", `${what} cannot be used: ${set.because}`, place);
            if (fact.stale !== undefined) {
                const message = `${what} could not be refreshed: ${fact.stale}; the last ones stay in use`;
                place.report(diagnostic("WM5064", { origin: place.origin, message }));
            }
            return { kind: "inline", jwks: set.jwks };
        }
    }
}
function whatIsAt({ kind, url }) {
    return kind === "jwks" ? `the keys at ${url}` : `the keys that ${url} publishes`;
}
function missing(code, because, { rule, origin, report }) {
    report(diagnostic(code, { origin, message: `${because}; every token of ${rule.issuer} is refused` }));
    return { kind: "unavailable", because };
}
//# sourceMappingURL=issuer-keys.js.map