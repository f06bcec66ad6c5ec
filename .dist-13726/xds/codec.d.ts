/** Requests from bytes. Responses are put together from ready bytes instead (`delta.ts`, `sotw.ts`). */
import { type JsonValue } from "../protos.js";
import type { DeltaRequest } from "./delta.js";
import type { SotwRequest } from "./sotw.js";
/** Who opened a stream (envoy.config.core.v3.Node), as far as it says so. */
export interface XdsNode {
    readonly id: string;
    readonly cluster: string;
    readonly metadata: {
        readonly [key: string]: JsonValue;
    };
}
/** A request and, on the first one of a stream, the node. */
export interface Decoded<R> {
    readonly request: R;
    readonly node?: XdsNode;
}
/** Throws if the bytes are no envoy.service.discovery.v3.DeltaDiscoveryRequest. */
export declare function decodeDeltaRequest(bytes: Uint8Array): Decoded<DeltaRequest>;
/** Throws if the bytes are no envoy.service.discovery.v3.DiscoveryRequest. */
export declare function decodeSotwRequest(bytes: Uint8Array): Decoded<SotwRequest>;
