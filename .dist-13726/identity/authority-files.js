/**
 * Where an authority's keys and certificates lie. Our own live in one folder that is written whole or not at all; an
 * operator's are four files that we only read.
 */
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { IdentityError } from "./identity-error.js";
import { Secret } from "./secret.js";
const names = { rootCert: "root-cert.pem", rootKey: "root-key.pem", cert: "ca-cert.pem", key: "ca-key.pem" };
// Bits of a file mode that a key must not have. A key mounted from a Kubernetes Secret for a non-root user is always
// readable by its group (fsGroup), so that alone is allowed for keys which others put there.
const refusedOnOwn = 0o077;
const refusedOnGiven = 0o037;
/** The folder of our own authority below a state folder. */
function folderIn(stateDir) {
    return join(stateDir, "ca");
}
/**
 * Reads our own authority; undefined if none was created yet.
 * @throws IdentityError if a file is missing or a key is open to others.
 */
export async function readOwnAuthority(stateDir) {
    const folder = folderIn(stateDir);
    const found = await stat(folder).catch(ignoreMissing);
    if (found === undefined)
        return undefined;
    if ((found.mode & 0o022) !== 0) {
        throw new IdentityError(`${folder} can be written by others (mode ${modeText(found.mode)})`, `run: chmod 0700 ${folder}`);
    }
    return {
        rootsPem: await readCertificates(join(folder, names.rootCert)),
        certPem: await readCertificates(join(folder, names.cert)),
        chainPem: "",
        key: await readKey(join(folder, names.key), refusedOnOwn),
        rootKey: await readKey(join(folder, names.rootKey), refusedOnOwn),
    };
}
/**
 * Writes a new authority unless another process was faster; read it back in either case. The folder appears complete or
 * not at all, because it is renamed into place.
 */
export async function writeOwnAuthority(stateDir, text) {
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
    const folder = folderIn(stateDir);
    const draft = `${folder}.${randomBytes(6).toString("hex")}.tmp`;
    try {
        await mkdir(draft, { mode: 0o700 });
        await writeDurably(join(draft, names.rootCert), text.rootsPem);
        await writeDurably(join(draft, names.cert), text.certPem);
        await writeDurably(join(draft, names.key), text.key.reveal());
        await writeDurably(join(draft, names.rootKey), text.rootKey.reveal());
        await rename(draft, folder);
    }
    catch (error) {
        await rm(draft, { recursive: true, force: true });
        if (!hasCode(error, "EEXIST", "ENOTEMPTY"))
            throw error;
    }
}
/** Puts a renewed signing certificate in place of the old one; the key stays. */
export async function replaceOwnCertificate(stateDir, certPem) {
    const path = join(folderIn(stateDir), names.cert);
    const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
    await writeDurably(draft, certPem);
    await rename(draft, path);
}
/** @throws IdentityError if a file cannot be read or the key is open to others. */
export async function readGivenAuthority(paths) {
    return {
        rootsPem: await readCertificates(paths.rootCert),
        certPem: await readCertificates(paths.cert),
        chainPem: paths.chain === undefined ? "" : await readCertificates(paths.chain),
        key: await readKey(paths.key, refusedOnGiven),
    };
}
async function readCertificates(path) {
    return readFile(path, "utf8").catch((error) => {
        throw unreadable(path, error);
    });
}
async function readKey(path, refusedBits) {
    const file = await open(path, "r").catch((error) => {
        throw unreadable(path, error);
    });
    try {
        // Asked of the open file, so that nobody can exchange it between the check and the reading.
        const { mode } = await file.stat();
        if ((mode & refusedBits) !== 0) {
            throw new IdentityError(`the private key ${path} is open to other users (mode ${modeText(mode)})`, `run: chmod 0600 ${path}, and replace the key if others may have read it`);
        }
        return new Secret(await file.readFile("utf8"));
    }
    finally {
        await file.close();
    }
}
async function writeDurably(path, text) {
    const file = await open(path, "wx", 0o600);
    try {
        await file.writeFile(text);
        await file.sync();
    }
    finally {
        await file.close();
    }
}
function unreadable(path, error) {
    return new IdentityError(`cannot read ${path}: ${String(error)}`, "give the file back, or remove the whole authority folder to start with new roots (every peer must then learn them)");
}
function ignoreMissing(error) {
    if (!hasCode(error, "ENOENT"))
        throw error;
}
function hasCode(error, ...codes) {
    return typeof error === "object" && error !== null && "code" in error && codes.includes(String(error.code));
}
function modeText(mode) {
    return (mode & 0o777).toString(8).padStart(4, "0");
}
//# sourceMappingURL=authority-files.js.map