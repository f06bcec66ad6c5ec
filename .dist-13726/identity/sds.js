const uri = 3;
/**
 * The SDS resource that shows `certificate` to peers. The message holds the private key in the clear, as it must on the
 * wire: encode it, and never print it.
 */
export function certificateSecret(name, certificate) {
    return {
        name,
        tlsCertificate: {
            certificateChain: { inlineString: certificate.chainPem },
            privateKey: { inlineString: certificate.privateKey.reveal() },
        },
    };
}
/**
 * The SDS resource that verifies peers. The names are part of it, so that another trust domain is a new secret and not a
 * new listener. Envoy accepts a peer if any one matcher fits.
 * @throws RangeError without names: Envoy would then accept every certificate of the authority.
 */
export function trustSecret(name, { rootsPem, sanPrefixes = [], exactSans = [] }) {
    const names = [
        ...sorted(sanPrefixes).map((prefix) => ({ prefix })),
        ...sorted(exactSans).map((exact) => ({ exact })),
    ];
    if (names.length === 0)
        throw new RangeError(`${name} would trust every certificate of its roots`);
    return {
        name,
        validationContext: {
            trustedCa: { inlineString: rootsPem },
            matchTypedSubjectAltNames: names.map((matcher) => ({ sanType: uri, matcher })),
        },
    };
}
// An empty prefix or name would match everything or nothing: neither is meant.
function sorted(names) {
    if (names.includes(""))
        throw new RangeError("an empty name cannot be trusted");
    return [...new Set(names)].sort();
}
//# sourceMappingURL=sds.js.map