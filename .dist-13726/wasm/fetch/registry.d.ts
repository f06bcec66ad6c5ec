import { type Exchange, type ExchangeRules, type Refusal, type Reply } from "../../fetching/exchange.js";
import type { RegistryCredentials } from "./credentials.js";
import type { ImageReference } from "./module-source.js";
/** How registries are asked, the same for all of them. */
export interface RegistryRules extends ExchangeRules {
    /** Registries besides those of this machine that are asked without TLS, by host and port. */
    readonly withoutTls?: readonly string[];
}
/** An image's registry, and who asks. */
export interface RegistrySession {
    readonly image: Pick<ImageReference, "registry" | "repository">;
    readonly credentials?: RegistryCredentials | undefined;
    readonly timeoutMs: number;
    readonly signal?: AbortSignal;
}
/** A part of an image, as manifests name it. */
export interface Descriptor {
    readonly mediaType: string;
    readonly digest: string;
    readonly size: number;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly platform?: {
        readonly os?: string;
        readonly architecture?: string;
    };
}
/** One conversation with a registry; a token that it hands out is used until the end. */
export declare class Registry {
    #private;
    constructor(session: RegistrySession, rules: RegistryRules);
    /** Where the repository's API is. */
    get base(): string;
    /** Sends one request; if the registry asks who this is, says so and sends it again. `path` may be a whole URL. */
    send(path: string, request: Omit<Exchange, "url" | "timeoutMs" | "signal">, action?: "pull" | "pull,push"): Promise<Reply | Refusal>;
}
/** The digest of bytes, as registries write it. */
export declare function digestOf(bytes: Uint8Array): string;
/** Why a registry did not give what it was asked for. */
export declare function statusProblem({ status, body }: Reply): string;
export declare function failed(because: string): Refusal;
