import type { AddressedWorkload } from "../binding/workloads.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { GuardedPod, Workload } from "../ir/node.js";
import type { MeshConfiguration } from "../model/mesh-configuration.js";
import type { ResourceView } from "../model/resource-set.js";
/** A workload as the L4 layer knows it. */
export declare function lowerWorkload(workload: AddressedWorkload, mesh: Pick<MeshConfiguration, "trustDomain">): Workload;
/**
 * A pod and the rules at its door: policies without targets, judged by what connections show. Requests that come
 * through the pod's waypoint come under the waypoint's identity, so an ALLOW policy is joined by one that admits it.
 */
export declare function lowerGuardedPod(workload: AddressedWorkload, view: ResourceView, report: Report): GuardedPod;
