import { diagnostic } from "../diagnostics/diagnostic.js";
const prefix = "@request.auth.claims";
/**
 * The claim that a match by this name looks at, as a path of nested keys; undefined for the name of a header. The form
 * is Istio's: `@request.auth.claims.group`, `@request.auth.claims[realm][roles]`; in brackets, dots belong to a key.
 * No header can have such a name, so nothing that a client sends is mistaken for a claim.
 */
export function claimPathOf(name) {
    if (!name.startsWith(prefix))
        return undefined;
    const path = name.slice(prefix.length);
    return path.startsWith("[") ? path.slice(1, -1).split("][") : path.slice(1).split(".");
}
/** The Gateway API's own schema lets header names be headers only. */
export function reportClaimName(name, origin, report) {
    const message = `waymark matches ${name}, but a Kubernetes API server refuses the name`;
    const advice = "for a cluster, put the claim into a header by outputClaimToHeaders of the RequestAuthentication, and match that";
    report(diagnostic("WM4052", { origin, message, advice }));
}
//# sourceMappingURL=claim-matches.js.map