/**
 * The impure loop around the pure middle: manifests come in, the translator says what differs on the wire, the cache
 * publishes it. One edit after the other; whatever goes wrong with one leaves what was served before in place.
 */
import type { BootstrapOptions, ControlPlane, ControlPlaneOptions, MeshState, PendingProxy, ProxyNode } from "./control-plane-types.js";
import { openAuthority } from "./identity/authority.js";
import { ControlPlaneBootstraps } from "./serving/bootstraps.js";
/** Starts serving. @throws if the state folder, the templates or the address cannot be used. */
export declare function startControlPlane(options: ControlPlaneOptions): Promise<RunningControlPlane>;
interface Parts {
    readonly bootstraps: ControlPlaneBootstraps;
    readonly authority: Awaited<ReturnType<typeof openAuthority>>;
}
/** A control plane at work. */
export declare class RunningControlPlane implements ControlPlane {
    #private;
    constructor(options: ControlPlaneOptions, { bootstraps, authority }: Parts);
    get xdsAddress(): ControlPlane["xdsAddress"];
    /** Listens, reads the manifests and publishes them; then follows edits if asked to. */
    start(): Promise<void>;
    state(): MeshState;
    bootstrap(node: ProxyNode, options?: BootstrapOptions): string;
    pending(): readonly PendingProxy[];
    metrics(): Promise<string>;
    /** New certificates for a waypoint or node proxy now, instead of at half of their life. */
    rotateCertificates(node: ProxyNode): Promise<void>;
    /** Resolves when every edit that is known so far has been published. */
    settled(): Promise<void>;
    close(): Promise<void>;
}
export {};
