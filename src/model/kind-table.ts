import { authorizationPolicySchema, denyingEverything } from "./authorization-policy.js";
import { backendTlsPolicySchema, believingNobody } from "./backend-tls-policy.js";
import { configMapSchema } from "./config-map.js";
import { deploymentSchema } from "./deployment.js";
import { destinationRuleSchema, sendingNothing } from "./destination-rule.js";
import { endpointSliceSchema } from "./endpoint-slice.js";
import { gatewaySchema } from "./gateway.js";
import { gatewayClassSchema } from "./gateway-class.js";
import { grpcRouteSchema } from "./grpc-route.js";
import { httpRouteSchema } from "./http-route.js";
import { layer4RouteSchema, tlsRouteSchema } from "./layer4-route.js";
import { meshConfigSchema } from "./mesh-config.js";
import { namespaceSchema } from "./namespace.js";
import { peerAuthenticationSchema } from "./peer-authentication.js";
import { podSchema } from "./pod.js";
import { referenceGrantSchema } from "./reference-grant.js";
import { refusingEverything, requestAuthenticationSchema } from "./request-authentication.js";
import type { Kind } from "./resource.js";
import type { Schema } from "./schema/schema.js";
import { sealedSecret, secretSchema } from "./secret.js";
import { serviceSchema } from "./service.js";
import { serviceAccountSchema } from "./service-account.js";
import { serviceEntrySchema } from "./service-entry.js";
import { refusingWithoutExtension, trafficExtensionSchema } from "./traffic-extension.js";
import { refusingWithoutPlugin, wasmPluginSchema } from "./wasm-plugin.js";
import { workloadEntrySchema } from "./workload-entry.js";

/** How objects of one kind are recognised and read. */
export interface KindRow {
  readonly kind: Kind;
  /** Empty for the core group. */
  readonly group: string;
  /** The versions read; all of one shape. The first is the one to recommend. */
  readonly versions: readonly string[];
  readonly scope: "namespaced" | "cluster";
  /** Where the schema applies: to `spec`, or to the object itself without `apiVersion`, `kind`, `metadata` and `status`. */
  readonly body: "spec" | "object";
  readonly schema: Schema;
  /** Whether an object without `spec` is refused, though an empty one would do. */
  readonly needsSpec?: true;
  /** The body that stands for one that the schema refuses, for kinds whose absence would let more happen. */
  readonly failClosed?: (body: unknown) => unknown;
  /** What is kept of an accepted body, if not the body itself. */
  readonly kept?: (body: unknown) => unknown;
}

const gatewayApi = "gateway.networking.k8s.io";
const istioExtensions = "extensions.istio.io";
const istioNetworking = "networking.istio.io";
const istioSecurity = "security.istio.io";

/** The kinds waymark reads. A new kind: a row here, a row in `kinds.ts`, and its own file. */
export const kindTable: { readonly [K in Kind]: KindRow & { readonly kind: K } } = {
  AuthorizationPolicy: {
    kind: "AuthorizationPolicy",
    group: istioSecurity,
    versions: ["v1", "v1beta1"],
    scope: "namespaced",
    body: "spec",
    schema: authorizationPolicySchema,
    failClosed: denyingEverything,
  },
  BackendTLSPolicy: {
    kind: "BackendTLSPolicy",
    group: gatewayApi,
    versions: ["v1"],
    scope: "namespaced",
    body: "spec",
    schema: backendTlsPolicySchema,
    failClosed: believingNobody,
  },
  ConfigMap: {
    kind: "ConfigMap",
    group: "",
    versions: ["v1"],
    scope: "namespaced",
    body: "object",
    schema: configMapSchema,
  },
  Deployment: {
    kind: "Deployment",
    group: "apps",
    versions: ["v1"],
    scope: "namespaced",
    body: "spec",
    schema: deploymentSchema,
  },
  DestinationRule: {
    kind: "DestinationRule",
    group: istioNetworking,
    versions: ["v1", "v1beta1", "v1alpha3"],
    scope: "namespaced",
    body: "spec",
    schema: destinationRuleSchema,
    failClosed: sendingNothing,
  },
  EndpointSlice: {
    kind: "EndpointSlice",
    group: "discovery.k8s.io",
    versions: ["v1"],
    scope: "namespaced",
    body: "object",
    schema: endpointSliceSchema,
  },
  Gateway: {
    kind: "Gateway",
    group: gatewayApi,
    versions: ["v1", "v1beta1"],
    scope: "namespaced",
    body: "spec",
    schema: gatewaySchema,
  },
  GatewayClass: {
    kind: "GatewayClass",
    group: gatewayApi,
    versions: ["v1", "v1beta1"],
    scope: "cluster",
    body: "spec",
    schema: gatewayClassSchema,
  },
  GRPCRoute: {
    kind: "GRPCRoute",
    group: gatewayApi,
    versions: ["v1"],
    scope: "namespaced",
    body: "spec",
    schema: grpcRouteSchema,
    needsSpec: true,
  },
  HTTPRoute: {
    kind: "HTTPRoute",
    group: gatewayApi,
    versions: ["v1", "v1beta1"],
    scope: "namespaced",
    body: "spec",
    schema: httpRouteSchema,
    needsSpec: true,
  },
  MeshConfig: {
    kind: "MeshConfig",
    group: "waymark.dev",
    versions: ["v1alpha1"],
    scope: "cluster",
    body: "spec",
    schema: meshConfigSchema,
  },
  Namespace: {
    kind: "Namespace",
    group: "",
    versions: ["v1"],
    scope: "cluster",
    body: "object",
    schema: namespaceSchema,
  },
  PeerAuthentication: {
    kind: "PeerAuthentication",
    group: istioSecurity,
    versions: ["v1", "v1beta1"],
    scope: "namespaced",
    body: "spec",
    schema: peerAuthenticationSchema,
  },
  Pod: { kind: "Pod", group: "", versions: ["v1"], scope: "namespaced", body: "spec", schema: podSchema },
  ReferenceGrant: {
    kind: "ReferenceGrant",
    group: gatewayApi,
    versions: ["v1", "v1beta1"],
    scope: "namespaced",
    body: "spec",
    schema: referenceGrantSchema,
  },
  RequestAuthentication: {
    kind: "RequestAuthentication",
    group: istioSecurity,
    versions: ["v1", "v1beta1"],
    scope: "namespaced",
    body: "spec",
    schema: requestAuthenticationSchema,
    failClosed: refusingEverything,
  },
  Secret: {
    kind: "Secret",
    group: "",
    versions: ["v1"],
    scope: "namespaced",
    body: "object",
    schema: secretSchema,
    kept: sealedSecret,
  },
  Service: {
    kind: "Service",
    group: "",
    versions: ["v1"],
    scope: "namespaced",
    body: "spec",
    schema: serviceSchema,
  },
  ServiceAccount: {
    kind: "ServiceAccount",
    group: "",
    versions: ["v1"],
    scope: "namespaced",
    body: "object",
    schema: serviceAccountSchema,
  },
  TCPRoute: {
    kind: "TCPRoute",
    group: gatewayApi,
    versions: ["v1", "v1alpha2"],
    scope: "namespaced",
    body: "spec",
    schema: layer4RouteSchema,
  },
  TLSRoute: {
    kind: "TLSRoute",
    group: gatewayApi,
    versions: ["v1", "v1alpha3", "v1alpha2"],
    scope: "namespaced",
    body: "spec",
    schema: tlsRouteSchema,
  },
  UDPRoute: {
    kind: "UDPRoute",
    group: gatewayApi,
    versions: ["v1", "v1alpha2"],
    scope: "namespaced",
    body: "spec",
    schema: layer4RouteSchema,
  },
  ServiceEntry: {
    kind: "ServiceEntry",
    group: istioNetworking,
    versions: ["v1", "v1beta1", "v1alpha3"],
    scope: "namespaced",
    body: "spec",
    schema: serviceEntrySchema,
  },
  TrafficExtension: {
    kind: "TrafficExtension",
    group: istioExtensions,
    versions: ["v1alpha1"],
    scope: "namespaced",
    body: "spec",
    schema: trafficExtensionSchema,
    failClosed: refusingWithoutExtension,
  },
  WasmPlugin: {
    kind: "WasmPlugin",
    group: istioExtensions,
    versions: ["v1alpha1"],
    scope: "namespaced",
    body: "spec",
    schema: wasmPluginSchema,
    failClosed: refusingWithoutPlugin,
  },
  WorkloadEntry: {
    kind: "WorkloadEntry",
    group: istioNetworking,
    versions: ["v1", "v1beta1", "v1alpha3"],
    scope: "namespaced",
    body: "spec",
    schema: workloadEntrySchema,
  },
};

/** What `apiVersion` and `kind` of an object mean to waymark. */
export type Recognition =
  | { readonly is: "known"; readonly row: KindRow }
  /** A kind of the table in a version that is not read. */
  | { readonly is: "other-version"; readonly row: KindRow }
  | { readonly is: "unknown" };

export function recognise(apiVersion: string, kind: string): Recognition {
  if (!Object.hasOwn(kindTable, kind)) return { is: "unknown" };
  const row: KindRow = kindTable[kind as Kind];
  const slash = apiVersion.lastIndexOf("/");
  // The group decides: networking.istio.io has a Gateway too.
  if (apiVersion.slice(0, Math.max(slash, 0)) !== row.group) return { is: "unknown" };
  return { is: row.versions.includes(apiVersion.slice(slash + 1)) ? "known" : "other-version", row };
}

/** `gateway.networking.k8s.io/v1`: the version to recommend. */
export function apiVersionOf(row: KindRow): string {
  return row.group === "" ? (row.versions[0] ?? "") : `${row.group}/${row.versions[0]}`;
}
