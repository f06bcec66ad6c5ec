import { envoy } from "../../generated/envoy.js";
import { pathFields } from "./path-rewrite.js";
const { RedirectResponseCode } = envoy.config.route.v3.RedirectAction;
const responseCodes = {
    301: RedirectResponseCode.MOVED_PERMANENTLY,
    302: RedirectResponseCode.FOUND,
    303: RedirectResponseCode.SEE_OTHER,
    307: RedirectResponseCode.TEMPORARY_REDIRECT,
    308: RedirectResponseCode.PERMANENT_REDIRECT,
};
/** Requests come to a waypoint as plain HTTP; TLS of the client's own would not be read here. */
const schemePorts = { http: 80, https: 443 };
/** `arrivalPort` is the service port that the request came to. */
export function redirectAction(action, match, arrivalPort) {
    const port = portToShow(action, arrivalPort);
    return {
        ...(action.scheme !== undefined && { schemeRedirect: action.scheme }),
        ...(action.hostname !== undefined && { hostRedirect: action.hostname }),
        ...(port !== undefined && { portRedirect: port }),
        ...(action.path !== undefined && redirectPath(action.path, match)),
        responseCode: responseCodes[action.status],
    };
}
function redirectPath(path, match) {
    // Envoy keeps the query behind a path that has none.
    return path.kind === "full" ? { pathRedirect: path.value } : pathFields(path, match);
}
/**
 * The port to write into the location; undefined: none, as the Gateway API asks for a scheme's own port. Envoy copies
 * the port of the Host header if nothing is said, so where a client of this service port must have sent one, the port
 * is written even if it is the scheme's own.
 */
function portToShow(action, arrivalPort) {
    const ownPort = schemePorts[action.scheme ?? "http"];
    const port = action.port ?? (action.scheme === undefined ? arrivalPort : ownPort);
    const hostMayBringPort = action.hostname === undefined && arrivalPort !== 80;
    return port !== ownPort || hostMayBringPort ? port : undefined;
}
//# sourceMappingURL=redirect.js.map