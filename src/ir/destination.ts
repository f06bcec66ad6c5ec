import type { Origin } from "../diagnostics/origin.js";
import type { Identity } from "./identity.js";
import type { Protocol } from "./protocol.js";

/** One port of one service as a place to send requests: host and port. */
export interface DestinationId {
  /** Fully qualified: `reviews.shop.svc.cluster.local`. */
  readonly host: string;
  readonly namespace: string;
  /** The service's short name: `reviews`. */
  readonly service: string;
  /** The service port, not the pods' port. */
  readonly port: number;
}

/** Where requests for a service port can be sent. */
export interface Destination {
  readonly id: DestinationId;
  readonly protocol: Protocol;
  readonly endpoints: readonly Endpoint[];
  readonly origin: Origin;
}

/** One pod that answers. */
export interface Endpoint {
  /** IP address of the pod. */
  readonly address: string;
  /** The pods' port (target port). */
  readonly port: number;
  /** What the peer must prove to be; absent only where `tunnel` is `none`. */
  readonly identity?: Identity;
  /** `hbone`: mTLS to port 15008 of the pod's node proxy. `none`: plain TCP to a place outside the mesh. */
  readonly tunnel: "hbone" | "none";
  /** Relative, at least 1. */
  readonly weight: number;
  /** `region/zone`, when known. */
  readonly locality?: string;
  /** For humans: `shop/reviews-0`. */
  readonly workload: string;
}
