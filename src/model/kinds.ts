import type { AuthorizationPolicySpec } from "./authorization-policy.js";
import type { DeploymentSpec } from "./deployment.js";
import type { EndpointSliceSpec } from "./endpoint-slice.js";
import type { GatewaySpec } from "./gateway.js";
import type { GatewayClassSpec } from "./gateway-class.js";
import type { HttpRouteSpec } from "./http-route.js";
import type { MeshConfigSpec } from "./mesh-config.js";
import type { NamespaceSpec } from "./namespace.js";
import type { PodSpec } from "./pod.js";
import type { ReferenceGrantSpec } from "./reference-grant.js";
import type { RequestAuthenticationSpec } from "./request-authentication.js";
import type { ServiceSpec } from "./service.js";
import type { ServiceAccountSpec } from "./service-account.js";
import type { WasmPluginSpec } from "./wasm-plugin.js";

/** The kinds waymark reads, each with the type of its body. */
export interface KindSpecs {
  readonly AuthorizationPolicy: AuthorizationPolicySpec;
  readonly Deployment: DeploymentSpec;
  readonly EndpointSlice: EndpointSliceSpec;
  readonly Gateway: GatewaySpec;
  readonly GatewayClass: GatewayClassSpec;
  readonly HTTPRoute: HttpRouteSpec;
  readonly MeshConfig: MeshConfigSpec;
  readonly Namespace: NamespaceSpec;
  readonly Pod: PodSpec;
  readonly ReferenceGrant: ReferenceGrantSpec;
  readonly RequestAuthentication: RequestAuthenticationSpec;
  readonly Service: ServiceSpec;
  readonly ServiceAccount: ServiceAccountSpec;
  readonly WasmPlugin: WasmPluginSpec;
}
