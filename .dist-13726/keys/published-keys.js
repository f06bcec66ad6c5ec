import { download } from "./download.js";
/**
 * The key set as its issuer publishes it now. For an issuer, its own document is read first (OpenID Connect Discovery
 * 1.0, section 4): it must be about this very issuer, and may not lead out of TLS.
 */
export async function publishedKeys(source, request, rules) {
    const place = source.kind === "jwks" ? source.url : await discovered(source.url, request, rules);
    if (typeof place !== "string")
        return place;
    const found = await download({ ...request, url: place }, rules);
    if (found.kind !== "fresh" || isKeySet(found.text))
        return found;
    return { kind: "failed", because: "what it answers is not a JSON object with a list of keys" };
}
async function discovered(issuer, { timeoutMs, signal }, rules) {
    const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const found = await download({ url, timeoutMs, ...(signal !== undefined && { signal }) }, rules);
    if (found.kind === "unchanged")
        return { kind: "failed", because: `${url} was answered with status 304` };
    if (found.kind !== "fresh")
        return { ...found, because: `${url}: ${found.because}` };
    const metadata = parsed(found.text);
    const { issuer: own, jwks_uri: place } = metadata ?? {};
    if (own !== issuer) {
        return { kind: "failed", because: `${url} is about ${own === undefined ? "no issuer" : JSON.stringify(own)}` };
    }
    if (typeof place !== "string" || !/^https?:\/\//i.test(place) || !URL.canParse(place)) {
        return { kind: "failed", because: `${url} names no jwks_uri` };
    }
    if (/^https:/i.test(url) && /^http:/i.test(place)) {
        return { kind: "refused", because: `${url} leads to ${place}, which anybody on the way could forge` };
    }
    return place;
}
function isKeySet(text) {
    return Array.isArray(parsed(text)?.["keys"]);
}
function parsed(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === "object" && value !== null ? value : undefined;
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=published-keys.js.map