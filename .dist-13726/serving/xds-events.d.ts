/** The streams' events in the words of the control plane, and what the cache asks its owner. */
import type { ControlPlaneEvent } from "../control-plane-types.js";
import { type Diagnostic } from "../diagnostics/diagnostic.js";
import type { GroupStatus } from "../xds/cache.js";
import type { XdsEvent } from "../xds/events.js";
/** Undefined for what operators need not hear of. */
export declare function eventOf(event: XdsEvent): ControlPlaneEvent | undefined;
/** What a proxy gets for a name that is gone but still asked for. */
export declare function stubBody(url: string, name: string): Uint8Array | undefined;
/** What proxies refused, as findings: the last accepted form, or nothing, is in effect instead. */
export declare function refusals(status: readonly GroupStatus[]): readonly Diagnostic[];
/** A bug of ours, as its user sees it. */
export declare function translationFailure(group: string): Diagnostic;
