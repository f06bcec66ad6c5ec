import { inspect } from "node:util";
/** Who asks a registry. Prints as `[redacted]`, wherever it is printed. */
export class RegistryCredentials {
    #user;
    #password;
    constructor(user, password) {
        this.#user = user;
        this.#password = password;
    }
    /** The value of an `Authorization` header. */
    basic() {
        return `Basic ${Buffer.from(`${this.#user}:${this.#password}`).toString("base64")}`;
    }
    /** The same for the same credentials, and says nothing of them. */
    toJSON() {
        return "[redacted]";
    }
    toString() {
        return "[redacted]";
    }
    [inspect.custom]() {
        return "[redacted]";
    }
}
/** The credentials that a `.dockerconfigjson` text has for a registry; undefined if it has none, or is none. */
export function credentialsFor(registry, dockerConfig) {
    const { auths = {} } = parsed(dockerConfig) ?? {};
    for (const [place, entry] of Object.entries(auths)) {
        if (hostOf(place) !== registry.toLowerCase())
            continue;
        const { auth, username, password } = entry ?? {};
        if (typeof username === "string" && typeof password === "string")
            return new RegistryCredentials(username, password);
        const text = typeof auth === "string" ? Buffer.from(auth, "base64").toString("utf8") : "";
        const colon = text.indexOf(":");
        if (colon > 0)
            return new RegistryCredentials(text.slice(0, colon), text.slice(colon + 1));
    }
    return undefined;
}
/** Whether a text is a `.dockerconfigjson`. */
export function isDockerConfig(text) {
    return parsed(text)?.auths !== undefined;
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
/** Keys are hosts, or URLs of older clients. */
function hostOf(place) {
    return (place
        .replace(/^https?:\/\//, "")
        .split("/")[0]
        ?.toLowerCase() ?? "");
}
//# sourceMappingURL=credentials.js.map