import { routesFor } from "../binding/routes.js";
import { vipsOf } from "../binding/services.js";
import type { WaypointGateway } from "../binding/waypoints.js";
import type { AddressedWorkload } from "../binding/workloads.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import type { Destination, DestinationId } from "../ir/destination.js";
import type { ServedPort, ServicePort } from "../ir/waypoint.js";
import { qualifiedName } from "../model/addresses.js";
import type { ContainerPort } from "../model/pod.js";
import type { ResourceView } from "../model/resource-set.js";
import { accessOf } from "./access.js";
import { authorityOf, destinationIdOf, identityOf } from "./names.js";
import type { PortSite } from "./port-protocol.js";
import { looksIntoRequests, protocolFor } from "./port-protocol.js";
import type { ChosenProtocol } from "./protocols.js";
import { protocolOf } from "./protocols.js";

/** The skeleton of a service port on its waypoint; undefined for ports that no client can reach there (UDP, headless). */
export function lowerPort(site: PortSite, view: ResourceView, report: Report): ServicePort | undefined {
  const { service, port } = site;
  const { addresses } = vipsOf(service, view);
  if (port.protocol !== "TCP" || addresses.length === 0) return undefined;
  const chosen = protocolFor(site, view);
  reportProtocol(site, chosen, { view, report });
  return {
    id: destinationIdOf(service, port.port, view.mesh),
    protocol: chosen.protocol,
    protocolBecause: chosen.because,
    authorities: addresses.map((address) => authorityOf(address, port.port)),
    origin: at(service.origin, "spec", "ports", service.spec.ports.indexOf(port)),
  };
}

function reportProtocol(
  { service, port }: PortSite,
  { protocol, because }: ChosenProtocol,
  { view, report }: { readonly view: ResourceView; readonly report: Report },
): void {
  const origin = at(service.origin, "spec", "ports", service.spec.ports.indexOf(port));
  const what = `port ${port.port} of Service ${qualifiedName(service)}`;
  if (because === "l7-configured") {
    const spoken = protocol === "http2" ? "HTTP/2 because there are GRPCRoutes" : "HTTP because there are L7 rules";
    const message = `${what} declares no protocol; it is served as ${spoken} for it`;
    report(diagnostic("WM4019", { origin, message, advice: "declare appProtocol: http, kubernetes.io/h2c or tcp" }));
  }
  if (because === "nothing-l7-configured") {
    const message = `${what} declares no protocol; it is carried as TCP because there are no L7 rules for it`;
    report(diagnostic("WM4020", { origin, message, advice: "declare appProtocol: http, kubernetes.io/h2c or tcp" }));
  }
  if (protocol !== "tcp") return;
  for (const attached of routesFor(service, port, view)) {
    const message = `${what} is TCP: ${attached.route.kind} ${qualifiedName(attached.route)} is not in effect there`;
    const related = [{ origin, message: "the port whose protocol is not HTTP" }];
    report(diagnostic("WM4021", { origin: attached.origin, message, related }));
  }
}

/** A port of a pod that is reached at the pod's own address, through the waypoint for workloads. */
export interface WorkloadPort {
  readonly served: ServedPort;
  /** The pod itself. */
  readonly destination: Destination;
}

/** The declared TCP ports of a pod bound to a waypoint; only the waypoint's own policies (Gateway, class) judge them. */
export function lowerWorkloadPorts(
  { workload, waypoint }: { readonly workload: AddressedWorkload; readonly waypoint: WaypointGateway },
  view: ResourceView,
  report: Report,
): readonly WorkloadPort[] {
  const declared = workload.ports.filter(({ protocol }) => protocol === "TCP");
  const distinct = declared.filter((port, index) => {
    return declared.findIndex(({ containerPort }) => containerPort === port.containerPort) === index;
  });
  return distinct.map((container) => workloadPort({ workload, waypoint, container }, view, report));
}

function workloadPort(
  site: {
    readonly workload: AddressedWorkload;
    readonly waypoint: WaypointGateway;
    readonly container: ContainerPort;
  },
  view: ResourceView,
  report: Report,
): WorkloadPort {
  const { workload, waypoint, container } = site;
  const { containerPort: port, name } = container;
  const chosen = protocolOf({ port, ...(name !== undefined && { name }) }, () => looksIntoRequests({ waypoint }, view));
  const { namespace, address, origin } = workload;
  const host = `${workload.name}.${namespace}.pod.${view.mesh.clusterDomain}`;
  const id: DestinationId = { host, namespace, service: workload.name, port };
  const access = accessOf(
    { waypoint },
    { protocol: chosen.protocol, port: `port ${port} (TCP)`, number: port },
    { view, report },
  );
  const endpoint = {
    address,
    port,
    identity: identityOf(workload, view.mesh),
    tunnel: "hbone" as const,
    weight: 1,
    workload: `${namespace}/${workload.name}`,
  };
  return {
    served: {
      port: {
        id,
        protocol: chosen.protocol,
        protocolBecause: chosen.because,
        authorities: [authorityOf(address, port)],
        origin,
      },
      ...(chosen.protocol !== "tcp" && { routes: { routes: [], otherwise: "own-endpoints" as const } }),
      access,
    },
    destination: { id, protocol: chosen.protocol, endpoints: [endpoint], origin },
  };
}
