import type { ControlPlaneEvent } from "./control-plane-types.js";
/** The figures of one control plane. */
export interface Metrics {
    observe(event: ControlPlaneEvent): void;
    /** Prometheus text format. */
    text(): Promise<string>;
    /** The media type of `text()`. */
    readonly contentType: string;
}
/**
 * Metrics fed by nothing but events, so that what `up` prints and what Prometheus scrapes cannot disagree. Names of
 * objects and xDS resources are not labels: their number has no bound.
 */
export declare function createMetrics(): Metrics;
/** `Cluster` for `type.googleapis.com/envoy.config.cluster.v3.Cluster`. */
export declare function shortType(typeUrl: string): string;
