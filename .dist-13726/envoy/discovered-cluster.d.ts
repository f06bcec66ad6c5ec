import { envoy } from "../../generated/envoy.js";
import type { Discovery, Endpoint } from "../ir/destination.js";
type Cluster = envoy.config.cluster.v3.Cluster;
/** The part of a cluster that says how its endpoints are found, where Envoy finds them itself. */
export declare function discovered(name: string, discovery: Discovery, endpoints: readonly Endpoint[]): Cluster;
export {};
