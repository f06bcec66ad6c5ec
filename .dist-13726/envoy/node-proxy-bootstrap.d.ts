import { type XdsAddress } from "./bootstrap.js";
import type { Filled, Misfit, Templates } from "./templates.js";
export interface NodeProxyBootstrap {
    /** The node proxy's own name; its node id is `nodeproxy~<name>`. */
    readonly name: string;
    readonly admin: {
        readonly address: string;
        readonly port: number;
    };
    readonly xds: XdsAddress;
}
/** What a node proxy's Envoy is started with, as ProtoJSON. */
export declare function nodeProxyBootstrap({ name, admin, xds }: NodeProxyBootstrap, source: {
    readonly templates: Templates;
    readonly misfit: Misfit;
}): Filled;
