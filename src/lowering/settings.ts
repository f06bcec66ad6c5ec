import type { WaypointGateway } from "../binding/waypoints.js";
import { hboneListener, waypointForLabel } from "../binding/waypoints.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import type { PathNormalization, WaypointSettings } from "../ir/waypoint.js";
import { declaredGatewayAddresses } from "../model/addresses.js";
import type { MeshConfiguration } from "../model/mesh-configuration.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import { identityOf, waypointNameOf } from "./names.js";

const normalizations: Readonly<Record<MeshConfiguration["pathNormalization"]["normalization"], PathNormalization>> = {
  NONE: "none",
  BASE: "base",
  MERGE_SLASHES: "merge-slashes",
  DECODE_AND_MERGE_SLASHES: "decode-and-merge-slashes",
};

/** What holds for a whole waypoint. */
export function lowerSettings(waypoint: WaypointGateway, view: ResourceView, report: Report): WaypointSettings {
  const gateway = view.object("Gateway", waypoint.namespace, waypoint.name);
  if (gateway !== undefined) reportGateway(gateway, report);
  const { mesh } = view;
  return {
    name: waypointNameOf(waypoint),
    identity: identityOf(waypoint, mesh),
    trustDomains: trustDomainsOf(mesh),
    pathNormalization: normalizations[mesh.pathNormalization.normalization],
    ...(mesh.trustedProxies > 0 && { trustedProxies: mesh.trustedProxies }),
    ...(mesh.accessLogFile !== undefined && { accessLogFile: mesh.accessLogFile }),
  };
}

/** The trust domains whose peers may connect, the mesh's own first. */
export function trustDomainsOf(mesh: Pick<MeshConfiguration, "trustDomain" | "trustDomainAliases">): readonly string[] {
  return [...new Set([mesh.trustDomain, ...mesh.trustDomainAliases])];
}

function reportGateway(gateway: Resource<"Gateway">, report: Report): void {
  const { origin, spec, metadata } = gateway;
  if (hboneListener(gateway) === undefined) {
    const message = "the waypoint has no listener with port 15008 and protocol HBONE";
    report(diagnostic("WM3005", { origin: at(origin, "spec", "listeners"), message }));
  }
  const traffic = metadata.labels[waypointForLabel];
  if (traffic !== undefined && !["service", "workload", "all", "none"].includes(traffic)) {
    const message = `${waypointForLabel} knows no ${JSON.stringify(traffic)}; the waypoint takes traffic to services`;
    report(diagnostic("WM3011", { origin: at(origin, "metadata", "labels", waypointForLabel), message }));
  }
  const usable = declaredGatewayAddresses(gateway);
  for (const [index, { value = "" }] of spec.addresses.entries()) {
    if (usable.includes(value)) continue;
    const message = `${JSON.stringify(value)} is not an IP address and is not used`;
    report(diagnostic("WM3012", { origin: at(origin, "spec", "addresses", index), message }));
  }
}
