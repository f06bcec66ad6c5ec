// SPIFFE-ID 2.1: a trust domain has lower-case letters, digits, dots, dashes and underscores, at most 255 of them.
const trustDomainForm = /^[a-z0-9._-]{1,255}$/;
// SPIFFE-ID 2.2: a path segment has letters, digits, dots, dashes and underscores, and is neither `.` nor `..`.
const segmentForm = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/;
const longestIdBytes = 2048;
/** True if `text` can be the trust domain of a SPIFFE ID (SPIFFE-ID, section 2.1). */
function isTrustDomain(text) {
    return trustDomainForm.test(text);
}
/**
 * The SPIFFE ID of a workload. Names of Kubernetes objects always fit.
 * @throws RangeError if a part is not allowed in a SPIFFE ID: the caller should have refused it as input.
 */
export function spiffeId({ trustDomain, namespace, serviceAccount }) {
    const id = `spiffe://${trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
    if (parseSpiffeId(id) === undefined)
        throw new RangeError(`not a SPIFFE ID: ${JSON.stringify(id)}`);
    return id;
}
/** The parts of a workload's SPIFFE ID, or undefined if `text` is not exactly of that form. */
export function parseSpiffeId(text) {
    if (text.length > longestIdBytes || !text.startsWith("spiffe://"))
        return undefined;
    const [trustDomain = "", ns, namespace = "", sa, serviceAccount = "", ...rest] = text
        .slice("spiffe://".length)
        .split("/");
    if (ns !== "ns" || sa !== "sa" || rest.length > 0)
        return undefined;
    if (!isTrustDomain(trustDomain) || !segmentForm.test(namespace) || !segmentForm.test(serviceAccount))
        return undefined;
    return { trustDomain, namespace, serviceAccount };
}
/** True if `text` is a well-formed workload SPIFFE ID. */
export function isSpiffeId(text) {
    return parseSpiffeId(text) !== undefined;
}
/**
 * What every identity of a trust domain starts with. The slash at the end keeps `cluster.local.evil` out of
 * `cluster.local`.
 */
export function trustDomainPrefix(trustDomain) {
    return `spiffe://${trustDomain}/`;
}
//# sourceMappingURL=spiffe.js.map