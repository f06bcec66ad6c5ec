/**
 * What our certificates say, one function a kind. Proxies differ in what they forgive: rustls wants the issuer's name
 * byte for byte and both usages in a workload's leaf, BoringSSL wants CA flags in every issuer.
 */
import { randomBytes, webcrypto } from "node:crypto";
import { AuthorityKeyIdentifierExtension, BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension, Name, SubjectAlternativeNameExtension, SubjectKeyIdentifierExtension, X509CertificateGenerator, } from "./x509.js";
const p256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const subjectKeyIdentifierOid = "2.5.29.14";
/** A new ECDSA P-256 key pair: the one kind that every proxy of the mesh accepts. */
export function newKeyPair() {
    return webcrypto.subtle.generateKey(p256, true, ["sign", "verify"]);
}
/** The private key as PKCS #8 PEM. */
export async function privateKeyPem(key) {
    const der = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key));
    const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
    return `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`;
}
/** A signer from a certificate and the private key that belongs to it; undefined for kinds of keys that Envoy refuses. */
export async function signerFrom(certificate, key) {
    const algorithm = signingAlgorithm(key);
    if (algorithm === undefined)
        return undefined;
    const der = key.export({ type: "pkcs8", format: "der" });
    return { certificate, algorithm, key: await webcrypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]) };
}
// `namedCurve` is read for elliptic curves only, and `hash` for the signature: one object serves import and signing.
function signingAlgorithm(key) {
    if (key.asymmetricKeyType === "rsa")
        return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", namedCurve: "" };
    if (key.asymmetricKeyType !== "ec")
        return undefined;
    if (key.asymmetricKeyDetails?.namedCurve === "prime256v1")
        return p256;
    if (key.asymmetricKeyDetails?.namedCurve === "secp384r1")
        return { ...p256, namedCurve: "P-384", hash: "SHA-384" };
    return undefined;
}
/** A self-signed root. It signs intermediates only, and is the only certificate that peers must know. */
export async function rootCertificate(keys, validity) {
    return X509CertificateGenerator.createSelfSigned({
        ...validity,
        keys,
        name: authorityName("waymark root"),
        serialNumber: newSerial(),
        signingAlgorithm: p256,
        extensions: [...authorityExtensions(1), await SubjectKeyIdentifierExtension.create(keys.publicKey)],
    });
}
/** An intermediate below `root`, for the key that signs workloads. */
export function intermediateCertificate(root, key, validity) {
    return signed(root, {
        key,
        validity,
        subject: authorityName("waymark intermediate"),
        extensions: authorityExtensions(0),
    });
}
/**
 * A workload's leaf. Empty subject, so the SAN is critical (RFC 5280, 4.2.1.6); both usages, because one certificate
 * plays client and server in HBONE.
 */
export function workloadCertificate(signer, { key, identity, validity }) {
    const usages = [ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth];
    return signed(signer, { key, validity, extensions: leafExtensions([{ type: "url", value: identity }], usages) });
}
/** The leaf of one of our own servers, known by DNS names and addresses. */
export function serverCertificate(signer, { key, names, validity }) {
    return signed(signer, { key, validity, extensions: leafExtensions(names, [ExtendedKeyUsage.serverAuth]) });
}
async function signed(signer, { key, validity, subject, extensions }) {
    return X509CertificateGenerator.create({
        ...validity,
        serialNumber: newSerial(),
        ...(subject !== undefined && { subject }),
        // Given as text, the name would be encoded anew, perhaps with other string types: OpenSSL compares loosely, rustls
        // compares bytes and answers UnknownIssuer.
        issuer: signer.certificate.subjectName,
        publicKey: key,
        signingKey: signer.key,
        signingAlgorithm: signer.algorithm,
        extensions: [
            ...extensions,
            await SubjectKeyIdentifierExtension.create(key),
            await authorityKeyIdentifier(signer.certificate),
        ],
    });
}
function authorityName(commonName) {
    return new Name([{ O: [{ utf8String: "waymark" }] }, { CN: [{ utf8String: commonName }] }]);
}
function authorityExtensions(pathLength) {
    return [
        new BasicConstraintsExtension(true, pathLength, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ];
}
function leafExtensions(names, usages) {
    return [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension(usages, false),
        new SubjectAlternativeNameExtension(names, true),
    ];
}
// An authority that others made may derive its key identifier in another way: ours must repeat what it says of itself.
async function authorityKeyIdentifier(issuer) {
    const own = issuer.getExtension(subjectKeyIdentifierOid);
    if (own === null)
        return AuthorityKeyIdentifierExtension.create(issuer.publicKey);
    return new AuthorityKeyIdentifierExtension(new SubjectKeyIdentifierExtension(own.rawData).keyId);
}
// RFC 5280, 4.1.2.2: positive, at most 20 octets. 126 random bits, and never a leading zero octet to be trimmed.
function newSerial() {
    const octets = randomBytes(16);
    octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
    return octets.toString("hex");
}
//# sourceMappingURL=certificate-profiles.js.map