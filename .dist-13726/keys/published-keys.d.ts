import { type Download, type DownloadRequest, type DownloadRules } from "./download.js";
/** Where keys are published: in the document at `url`, or in the one that the issuer `url` names. */
export interface KeySource {
    readonly kind: "jwks" | "issuer";
    readonly url: string;
}
/**
 * The key set as its issuer publishes it now. For an issuer, its own document is read first (OpenID Connect Discovery
 * 1.0, section 4): it must be about this very issuer, and may not lead out of TLS.
 */
export declare function publishedKeys(source: KeySource, request: Omit<DownloadRequest, "url">, rules: DownloadRules): Promise<Download>;
