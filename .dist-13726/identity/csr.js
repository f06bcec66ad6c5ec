import { createPublicKey } from "node:crypto";
import { Pkcs10CertificateRequest, SubjectAlternativeNameExtension } from "./x509.js";
const subjectAlternativeNameOid = "2.5.29.17";
const smallestRsaBits = 2048;
// A workload's request is below 1 kB; the parser need not see more.
const longestCsr = 16_384;
/**
 * The public key of a signing request, if the request is signed by that key, asks for `identity` and nothing else, and
 * the key is of a kind that proxies accept. Everything else in the request is ignored on purpose: the certificate says
 * what the authority says.
 */
export async function keyOfCsr(csrPem, identity) {
    const csr = parsed(csrPem);
    if (csr === undefined)
        return refused("the request is not a PKCS #10 request in PEM form");
    if (!(await csr.verify().catch(() => false)))
        return refused("the request is not signed by the key in it");
    const names = alternativeNames(csr);
    if (names === undefined)
        return refused("the request's subject alternative names cannot be read");
    if (names.length !== 1 || names[0] !== `url:${identity}`) {
        return refused(`the request asks for ${names.join(", ") || "no name"}, not for ${identity}`);
    }
    const weakness = weaknessOf(createPublicKey({ key: Buffer.from(csr.publicKey.rawData), format: "der", type: "spki" }));
    return weakness === undefined ? { ok: true, value: csr.publicKey } : refused(weakness);
}
function parsed(csrPem) {
    if (csrPem.length > longestCsr || !csrPem.includes("-----BEGIN"))
        return undefined;
    try {
        return new Pkcs10CertificateRequest(csrPem);
    }
    catch {
        return undefined;
    }
}
// By OID: asked by class, the library finds nothing in requests that other implementations wrote.
function alternativeNames(csr) {
    try {
        return csr
            .getExtensions(subjectAlternativeNameOid)
            .flatMap((extension) => new SubjectAlternativeNameExtension(extension.rawData).names.items)
            .map(({ type, value }) => `${type}:${value}`);
    }
    catch {
        return undefined;
    }
}
function weaknessOf(key) {
    if (key.asymmetricKeyType === "ec") {
        const curve = key.asymmetricKeyDetails?.namedCurve;
        return curve === "prime256v1" || curve === "secp384r1" ? undefined : `the curve ${curve} is not accepted`;
    }
    if (key.asymmetricKeyType === "rsa") {
        const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
        return bits >= smallestRsaBits ? undefined : `an RSA key of ${bits} bits is too short`;
    }
    return `a key of kind ${key.asymmetricKeyType} is not accepted`;
}
function refused(because) {
    return { ok: false, because };
}
//# sourceMappingURL=csr.js.map