import type { Report } from "../diagnostics/diagnostic.js";
import type { Policy } from "../ir/access.js";
import type { TokenRule } from "../ir/authentication.js";
import type { Resource } from "../model/resource.js";
import type { KeyView } from "./issuer-keys.js";
/** How tokens are verified, and what is denied to requests without one (`presence: REQUIRED`). */
export interface LoweredAuthentication {
    readonly rules: readonly TokenRule[];
    readonly deny: readonly Policy[];
}
/** What a request authentication asks. Broken keys refuse every token of their issuer, never requests without one. */
export declare function lowerAuthentication(resource: Resource<"RequestAuthentication">, view: KeyView, report: Report): LoweredAuthentication;
