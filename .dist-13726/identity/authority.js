/**
 * The certificate authority of the mesh. It opens (or creates) a root and an intermediate, and issues short-lived
 * certificates to workloads and to our own servers. Private keys leave this room inside `Secret` only.
 */
import { isIP } from "node:net";
import { readGivenAuthority, readOwnAuthority, replaceOwnCertificate, writeOwnAuthority, } from "./authority-files.js";
import { intermediateCertificate, newKeyPair, privateKeyPem, rootCertificate, serverCertificate, workloadCertificate, } from "./certificate-profiles.js";
import { keyOfCsr } from "./csr.js";
import { IdentityError } from "./identity-error.js";
import { Secret } from "./secret.js";
import { signingChain } from "./signing-chain.js";
import { X509Certificate } from "./x509.js";
const minute = 60_000;
const year = 365 * 24 * 60 * minute;
const rootLife = 10 * year;
const intermediateLife = 5 * year;
// Clocks of proxies lag: a certificate that is valid only from now on is refused by them.
const backdate = minute;
/**
 * Opens the authority at `place`. A state folder without one gets a new root and intermediate (keys with mode 0600);
 * several processes that do so at once end up with the same one.
 * @throws IdentityError if the files cannot be used; its message and advice are for the operator.
 */
export async function openAuthority(place) {
    const now = place.now ?? Date.now();
    if ("files" in place)
        return authorityOf(await signingChain(await readGivenAuthority(place.files), now));
    const { stateDir } = place;
    let text = await readOwnAuthority(stateDir);
    if (text === undefined) {
        await writeOwnAuthority(stateDir, await newAuthority(now));
        text = await readOwnAuthority(stateDir);
    }
    if (text === undefined)
        throw new IdentityError(`the authority below ${stateDir} vanished`, "start again");
    return authorityOf(await signingChain(await withFreshIntermediate(stateDir, text, now), now));
}
async function newAuthority(now) {
    const [rootKeys, keys] = [await newKeyPair(), await newKeyPair()];
    const root = await rootCertificate(rootKeys, validity(now, rootLife));
    const signer = { certificate: root, key: rootKeys.privateKey, algorithm: { name: "ECDSA", hash: "SHA-256" } };
    const intermediate = await intermediateCertificate(signer, keys.publicKey, validity(now, intermediateLife));
    return {
        rootsPem: pemOf(root),
        certPem: pemOf(intermediate),
        chainPem: "",
        key: new Secret(await privateKeyPem(keys.privateKey)),
        rootKey: new Secret(await privateKeyPem(rootKeys.privateKey)),
    };
}
// Past half of its life the intermediate is made anew for the same key, so that leaves are never cut short by it.
async function withFreshIntermediate(stateDir, text, now) {
    const old = certificateIn(text.certPem);
    if (old === undefined || old.notAfter.getTime() - now > intermediateLife / 2)
        return text;
    const { signer: root } = await signingChain({ ...text, certPem: text.rootsPem, key: text.rootKey }, now);
    const fresh = validity(now, intermediateLife, root.certificate.notAfter);
    if (fresh.notAfter <= old.notAfter)
        return text;
    const certPem = pemOf(await intermediateCertificate(root, old.publicKey, fresh));
    await replaceOwnCertificate(stateDir, certPem);
    return { ...text, certPem };
}
// What cannot be read is left alone: the check that follows says what is wrong with it.
function certificateIn(text) {
    try {
        return new X509Certificate(text);
    }
    catch {
        return undefined;
    }
}
function authorityOf(chain) {
    const { signer, intermediatesPem, rootsPem } = chain;
    const lifetime = (ttlMs, now = Date.now()) => {
        const end = signer.certificate.notAfter;
        if (end.getTime() <= now)
            throw authorityExpired(end);
        return validity(now, ttlMs, end);
    };
    const signed = (leaf) => ({
        chainPem: pemOf(leaf) + intermediatesPem,
        serial: leaf.serialNumber,
        notBefore: leaf.notBefore,
        notAfter: leaf.notAfter,
    });
    const issued = async (make) => {
        const keys = await newKeyPair();
        const leaf = await make(keys.publicKey);
        return { ...signed(leaf), privateKey: new Secret(await privateKeyPem(keys.privateKey)) };
    };
    return {
        rootsPem,
        issue: ({ identity, ttlMs, now }) => issued((key) => workloadCertificate(signer, { key, identity, validity: lifetime(ttlMs, now) })),
        issueServer: ({ dnsNames = [], ips = [], ttlMs, now }) => issued((key) => serverCertificate(signer, { key, names: serverNames(dnsNames, ips), validity: lifetime(ttlMs, now) })),
        signCsr: async ({ csrPem, identity, ttlMs, now }) => {
            const verdict = await keyOfCsr(csrPem, identity);
            if (!verdict.ok)
                return verdict;
            const request = { key: verdict.value, identity, validity: lifetime(ttlMs, now) };
            return { ok: true, value: signed(await workloadCertificate(signer, request)) };
        },
    };
}
function serverNames(dnsNames, ips) {
    const bad = ips.find((ip) => isIP(ip) === 0);
    if (bad !== undefined)
        throw new RangeError(`not an IP address: ${JSON.stringify(bad)}`);
    if (dnsNames.length + ips.length === 0)
        throw new RangeError("a server certificate needs a name");
    return [
        ...dnsNames.map((value) => ({ type: "dns", value })),
        ...ips.map((value) => ({ type: "ip", value })),
    ];
}
// X.509 times are whole seconds. `end` is the issuer's: nothing lives longer than what vouches for it.
function validity(now, lifeMs, end = new Date(8.64e15)) {
    if (!(lifeMs > 0))
        throw new RangeError(`a certificate cannot live ${lifeMs} ms`);
    const wholeSecond = (ms) => new Date(Math.floor(ms / 1000) * 1000);
    return { notBefore: wholeSecond(now - backdate), notAfter: wholeSecond(Math.min(now + lifeMs, end.getTime())) };
}
function authorityExpired(end) {
    return new IdentityError(`the signing certificate expired at ${end.toISOString()}`, "restart to renew it, or give a new one if it came from files");
}
function pemOf(certificate) {
    return `${certificate.toString("pem")}\n`;
}
//# sourceMappingURL=authority.js.map