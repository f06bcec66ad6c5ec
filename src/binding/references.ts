import { qualifiedName } from "../model/addresses.js";
import type { BackendReference } from "../model/backend-reference.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
import { isServiceReference } from "./routes.js";
import { isMeshService } from "./services.js";

/** What a backendRef leads to; the reasons are those of the Gateway API's `ResolvedRefs` condition. */
export type BackendBinding =
  | { readonly kind: "service"; readonly service: Resource<"Service">; readonly port: ServicePort }
  | {
      readonly kind: "invalid";
      readonly reason: "InvalidKind" | "RefNotPermitted" | "BackendNotFound" | "UnsupportedProtocol";
      readonly message: string;
      readonly advice: string;
    };

/** A route, as far as it speaks about requests to `parent`. */
export interface RouteSite {
  readonly route: Resource<"HTTPRoute">;
  readonly parent: Resource<"Service">;
}

/**
 * The service port a backendRef leads to. Another namespace must grant it (ReferenceGrant), unless it is the parent
 * itself: a consumer that sends requests on to the service they were meant for gains nothing.
 */
export function backendFor(
  reference: BackendReference,
  { route, parent }: RouteSite,
  view: ResourceView,
): BackendBinding {
  if (!isServiceReference(reference)) {
    const group = reference.group === "" ? "" : `${reference.group}/`;
    return invalid("InvalidKind", `${group}${reference.kind} is not a kind of backend`, "refer to a Service");
  }
  const own = route.metadata.namespace;
  const namespace = reference.namespace ?? own;
  const name = `${namespace}/${reference.name}`;
  const isParent = name === qualifiedName(parent);
  if (namespace !== own && !isParent && !isGranted({ from: own, namespace, service: reference.name }, view)) {
    const advice = `add a ReferenceGrant in namespace ${namespace}: from HTTPRoute in ${own}, to Service ${reference.name}`;
    return invalid(
      "RefNotPermitted",
      `namespace ${namespace} does not let routes of ${own} use Service ${name}`,
      advice,
    );
  }
  const service = view.object("Service", namespace, reference.name);
  if (service === undefined) {
    const advice = `add the Service, or name one that exists in namespace ${namespace}`;
    return invalid("BackendNotFound", `Service ${name} does not exist`, advice);
  }
  return portOf(service, reference.port);
}

function portOf(service: Resource<"Service">, wanted: number | undefined): BackendBinding {
  const name = qualifiedName(service);
  if (!isMeshService(service)) {
    return invalid("BackendNotFound", `Service ${name} is an ExternalName alias`, "refer to a Service with endpoints");
  }
  const declared = service.spec.ports.map(({ port, name }) => (name === undefined ? `${port}` : `${port} (${name})`));
  const advice =
    declared.length > 0 ? `the Service declares ${declared.join(" and ")}` : "the Service declares no port";
  if (wanted === undefined) return invalid("BackendNotFound", `no port of Service ${name} is named`, advice);
  const ports = service.spec.ports.filter((candidate) => candidate.port === wanted);
  const port = ports.find(({ protocol }) => protocol === "TCP") ?? ports[0];
  if (port === undefined) return invalid("BackendNotFound", `Service ${name} has no port ${wanted}`, advice);
  if (port.protocol !== "TCP") {
    const message = `port ${wanted} of Service ${name} is ${port.protocol}, which cannot carry HTTP`;
    return invalid("UnsupportedProtocol", message, advice);
  }
  return { kind: "service", service, port };
}

function invalid(
  reason: Extract<BackendBinding, { kind: "invalid" }>["reason"],
  message: string,
  advice: string,
): BackendBinding {
  return { kind: "invalid", reason, message, advice };
}

/** Whether a namespace lets HTTPRoutes of another one refer to a service of it. */
function isGranted(
  wish: { readonly from: string; readonly namespace: string; readonly service: string },
  view: ResourceView,
): boolean {
  return view.indexed("grants-by-namespace", wish.namespace).some(({ spec }) => {
    const from = spec.from.some(({ group, kind, namespace }) => {
      return group === "gateway.networking.k8s.io" && kind === "HTTPRoute" && namespace === wish.from;
    });
    return from && spec.to.some((to) => isServiceReference(to) && (to.name ?? wish.service) === wish.service);
  });
}
