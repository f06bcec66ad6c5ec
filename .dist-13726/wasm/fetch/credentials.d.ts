import { inspect } from "node:util";
/** Who asks a registry. Prints as `[redacted]`, wherever it is printed. */
export declare class RegistryCredentials {
    #private;
    constructor(user: string, password: string);
    /** The value of an `Authorization` header. */
    basic(): string;
    /** The same for the same credentials, and says nothing of them. */
    toJSON(): string;
    toString(): string;
    [inspect.custom](): string;
}
/** The credentials that a `.dockerconfigjson` text has for a registry; undefined if it has none, or is none. */
export declare function credentialsFor(registry: string, dockerConfig: string): RegistryCredentials | undefined;
/** Whether a text is a `.dockerconfigjson`. */
export declare function isDockerConfig(text: string): boolean;
