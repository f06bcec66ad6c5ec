import { createPrivateKey, X509Certificate as NodeCertificate } from "node:crypto";
import { signerFrom } from "./certificate-profiles.js";
import { IdentityError } from "./identity-error.js";
import { KeyUsageFlags, KeyUsagesExtension, X509Certificate } from "./x509.js";
const keyUsageOid = "2.5.29.15";
const pemBlock = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;
/**
 * Checks that the texts make an authority: the key belongs to the certificate, which may sign, is valid at `now` (ms
 * since the epoch), and leads to one of the roots.
 * @throws IdentityError naming the first thing that is wrong.
 */
export async function signingChain(text, now) {
    const roots = certificates(text.rootsPem, "root certificates");
    const chain = text.chainPem.trim() === "" ? [] : certificates(text.chainPem, "certificate chain");
    const [signing, ...behind] = certificates(text.certPem, "signing certificate");
    if (signing === undefined)
        throw new IdentityError("no signing certificate", "give one certificate in PEM form");
    const signer = await signerOf(signing, text.key);
    checkMaySign(signer.certificate, now);
    const path = pathToRoot(signing, { between: [...behind, ...chain], roots });
    for (const certificate of [...path.intermediates, path.root])
        checkTimes(certificate, now);
    return {
        signer,
        intermediatesPem: pem(path.intermediates),
        rootsPem: pem(roots),
    };
}
async function signerOf(certificate, key) {
    const privateKey = privateKeyFrom(key);
    if (!certificate.checkPrivateKey(privateKey)) {
        throw new IdentityError(`the private key does not belong to the signing certificate (${oneLine(certificate.subject)})`, "give the key that this certificate was made for");
    }
    const signer = await signerFrom(new X509Certificate(certificate.raw), privateKey);
    if (signer === undefined) {
        const kind = [privateKey.asymmetricKeyType, privateKey.asymmetricKeyDetails?.namedCurve ?? []].flat().join(" ");
        throw new IdentityError(`a key of kind ${kind} cannot sign certificates that Envoy accepts`, "use ECDSA P-256 or P-384, or RSA");
    }
    return signer;
}
function privateKeyFrom(key) {
    try {
        return createPrivateKey(key.reveal());
    }
    catch {
        // The cause is not repeated: parsers like to quote what they could not read.
        throw new IdentityError("the private key cannot be read", "give an unencrypted private key in PEM form");
    }
}
function checkMaySign(certificate, now) {
    const node = new NodeCertificate(certificate.toString("pem"));
    const usage = certificate.getExtension(keyUsageOid);
    const signs = usage === null || (new KeyUsagesExtension(usage.rawData).usages & KeyUsageFlags.keyCertSign) !== 0;
    if (!node.ca || !signs) {
        throw new IdentityError(`${oneLine(node.subject)} is not a certificate authority`, "its basic constraints need CA:TRUE and its key usage keyCertSign");
    }
    checkTimes(node, now);
}
function checkTimes(certificate, now) {
    if (Date.parse(certificate.validFrom) > now) {
        throw new IdentityError(`${oneLine(certificate.subject)} is valid only from ${certificate.validFrom}`, "check the clock of this machine");
    }
    if (Date.parse(certificate.validTo) <= now) {
        throw new IdentityError(`${oneLine(certificate.subject)} expired at ${certificate.validTo}`, "renew it; for an authority made by waymark, remove its folder to start with new roots");
    }
}
function pathToRoot(signing, { between, roots }) {
    const intermediates = [];
    let last = signing;
    while (!intermediates.includes(last)) {
        const current = last;
        const itself = roots.find((root) => root.raw.equals(current.raw));
        if (itself !== undefined)
            return { intermediates, root: itself };
        intermediates.push(current);
        const root = roots.find((candidate) => signedBy(current, candidate));
        if (root !== undefined)
            return { intermediates, root };
        last = between.find((candidate) => candidate.ca && signedBy(current, candidate)) ?? current;
    }
    throw new IdentityError(`${oneLine(signing.subject)} does not lead to any of the root certificates`, "give its root, and the certificates between them as the chain");
}
function signedBy(certificate, issuer) {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
function certificates(text, what) {
    try {
        const found = (text.match(pemBlock) ?? []).map((block) => new NodeCertificate(block));
        if (found.length > 0)
            return found;
    }
    catch {
        // Falls through: one message for nothing and for nonsense.
    }
    throw new IdentityError(`the ${what} cannot be read`, "give certificates in PEM form");
}
function pem(list) {
    return list.map((certificate) => certificate.toString()).join("");
}
function oneLine(subject) {
    return subject.split("\n").join(", ");
}
//# sourceMappingURL=signing-chain.js.map