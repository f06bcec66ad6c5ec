import { envoy } from "../../generated/envoy.js";
import type { PathMatch, RedirectAction } from "../ir/route.js";
/** `arrivalPort` is the service port that the request came to. */
export declare function redirectAction(action: RedirectAction, match: PathMatch, arrivalPort: number): envoy.config.route.v3.RedirectAction;
