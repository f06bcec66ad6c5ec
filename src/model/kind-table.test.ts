import { describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { pathText } from "../diagnostics/origin.js";
import { apiVersionOf, kindTable, recognise } from "./kind-table.js";
import { readResource } from "./read-resource.js";
import type { Kind, Resource } from "./resource.js";

function read(
  kind: Kind,
  body: object,
): { readonly resource: Resource | undefined; readonly found: readonly string[] } {
  const row = kindTable[kind];
  const diagnostics: Diagnostic[] = [];
  const metadata = { name: "x", ...(row.scope === "namespaced" && { namespace: "shop" }) };
  const fields = row.body === "spec" ? { spec: structuredClone(body) } : structuredClone(body);
  const raw = { apiVersion: apiVersionOf(row), kind, metadata, ...fields };
  const outcome = readResource(raw, undefined, (found) => diagnostics.push(found));
  const resource = "resource" in outcome ? outcome.resource : undefined;
  return { resource, found: diagnostics.map(({ code, origin }) => `${code} ${pathText(origin?.path ?? [])}`) };
}

const container = { name: "app" };
const listener = { name: "mesh", port: 15008, protocol: "HBONE" };
const route = (rule: object) => ({ parentRefs: [{ group: "", kind: "Service", name: "a" }], rules: [rule] });
const filter = (type: string, member: string, value: object) => route({ filters: [{ type, [member]: value }] });
const jwt = (rule: object) => ({ jwtRules: [{ issuer: "https://issuer.example", ...rule }] });

describe("the schemas accept", () => {
  it.each<[Kind, object]>([
    ["Namespace", { spec: { finalizers: ["kubernetes"] } }],
    ["ServiceAccount", { automountServiceAccountToken: false }],
    ["Service", { ports: [{ name: "http", port: 80, targetPort: "web", appProtocol: "kubernetes.io/h2c" }] }],
    ["Service", { type: "ExternalName", externalName: "example.com" }],
    ["Service", { clusterIP: "None", clusterIPs: ["None"], ipFamilyPolicy: "SingleStack" }],
    ["Pod", { containers: [{ ...container, ports: [{ containerPort: 8080 }] }], volumes: [{ name: "v" }] }],
    ["Deployment", { selector: { matchLabels: { app: "a" } }, template: { spec: { containers: [container] } } }],
    [
      "EndpointSlice",
      {
        addressType: "IPv4",
        endpoints: [{ addresses: ["10.0.0.1"], conditions: { ready: true }, targetRef: { kind: "Pod", name: "a" } }],
        ports: [{ name: "http", port: 80 }],
      },
    ],
    ["Gateway", { gatewayClassName: "istio-waypoint", listeners: [listener] }],
    [
      "Gateway",
      {
        gatewayClassName: "istio-waypoint",
        listeners: [
          {
            ...listener,
            allowedRoutes: { namespaces: { from: "Selector", selector: { matchLabels: { shared: "yes" } } } },
          },
        ],
        addresses: [{ value: "127.0.0.9" }],
      },
    ],
    ["GatewayClass", { controllerName: "waymark.dev/mesh-controller" }],
    [
      "ReferenceGrant",
      { from: [{ group: "", kind: "Service", namespace: "a" }], to: [{ group: "", kind: "Service" }] },
    ],
    ["HTTPRoute", route({ timeouts: { request: "1h30m", backendRequest: "0s" }, name: "first" })],
    ["HTTPRoute", route({ retry: { codes: [503], attempts: 2, backoff: "100ms" } })],
    ["HTTPRoute", route({ sessionPersistence: { cookie: {}, sessionName: "id" } })],
    ["HTTPRoute", filter("RequestHeaderModifier", "requestHeaderModifier", { set: [{ name: "X-A", value: "b c" }] })],
    ["HTTPRoute", filter("RequestRedirect", "requestRedirect", { scheme: "https", statusCode: 308 })],
    ["HTTPRoute", filter("URLRewrite", "urlRewrite", { path: { type: "ReplacePrefixMatch", replacePrefixMatch: "" } })],
    ["HTTPRoute", filter("RequestMirror", "requestMirror", { backendRef: { name: "b", port: 80 }, percent: 5 })],
    ["HTTPRoute", filter("CORS", "cors", { allowOrigins: ["https://*.example.com", "*"] })],
    [
      "HTTPRoute",
      filter("ExternalAuth", "externalAuth", { protocol: "HTTP", http: {}, backendRef: { name: "b", port: 1 } }),
    ],
    ["HTTPRoute", filter("ExtensionRef", "extensionRef", { group: "x.io", kind: "Y", name: "z" })],
    ["HTTPRoute", route({ matches: [{ headers: [{ name: "@request.auth.claims[a.b]", value: "c" }] }] })],
    ["GRPCRoute", {}],
    ["GRPCRoute", route({ matches: [{ method: { service: "shop.Reviews" }, headers: [{ name: "a", value: "b" }] }] })],
    ["GRPCRoute", route({ matches: [{ method: { type: "RegularExpression", method: "Get.*" } }], name: "first" })],
    ["GRPCRoute", route({ backendRefs: [{ name: "b", port: 80, weight: 3 }], sessionPersistence: { cookie: {} } })],
    ["GRPCRoute", filter("RequestMirror", "requestMirror", { backendRef: { name: "b", port: 80 }, percent: 5 })],
    ["GRPCRoute", filter("ExtensionRef", "extensionRef", { group: "x.io", kind: "Y", name: "z" })],
    ["TLSRoute", { ...route({ backendRefs: [{ name: "b", port: 80 }] }), hostnames: ["a.example"] }],
    ["TCPRoute", route({ backendRefs: [{ name: "b", port: 80 }] })],
    ["UDPRoute", route({ backendRefs: [{ name: "b", port: 80 }] })],
    ["AuthorizationPolicy", {}],
    ["AuthorizationPolicy", { action: "DENY", rules: [{ to: [{ operation: { ports: ["80"], notPaths: ["/a*"] } }] }] }],
    ["AuthorizationPolicy", { action: "CUSTOM", provider: { name: "opa" }, rules: [{}] }],
    ["RequestAuthentication", jwt({ jwksUri: "https://issuer.example/keys", timeout: "5s" })],
    ["RequestAuthentication", jwt({ jwks: "{}", outputClaimToHeaders: [{ header: "x-sub", claim: "sub" }] })],
    ["WasmPlugin", { url: "oci://registry.example/plugins/a:1", phase: "AUTHN", priority: -5 }],
    ["WasmPlugin", { url: "registry.example/plugins/a:1", pluginConfig: { any: [null] } }],
    [
      "MeshConfig",
      { trustDomain: "example.org", extensionProviders: [{ name: "opa", envoyExtAuthzGrpc: { port: 1 } }] },
    ],
  ])("%s %j", (kind, body) => {
    const { resource, found } = read(kind, body);
    expect(found).toEqual([]);
    expect(resource?.kind).toBe(kind);
  });
});

describe("the schemas refuse", () => {
  it.each<[Kind, string, object]>([
    ["Service", "WM2004 spec.ports[0].port", { ports: [{ port: 70000 }] }],
    ["Service", "WM2003 spec.ports[0].protocol", { ports: [{ port: 80, protocol: "HTTP" }] }],
    ["Service", "WM2004 spec.ports[0].targetPort", { ports: [{ port: 80, targetPort: 0 }] }],
    ["Service", "WM2001 spec.selector.app", { selector: { app: 1 } }],
    ["Pod", "WM2002 spec", {}],
    ["Pod", "WM2004 spec.containers", { containers: [] }],
    ["Deployment", "WM2002 spec", { selector: {} }],
    [
      "Deployment",
      "WM2004 spec.replicas",
      { replicas: -1, selector: {}, template: { spec: { containers: [container] } } },
    ],
    ["EndpointSlice", "WM2003 addressType", { addressType: "ipv4" }],
    ["EndpointSlice", "WM2004 endpoints[0].addresses", { addressType: "IPv4", endpoints: [{ addresses: [] }] }],
    ["Gateway", "WM2002 spec", { listeners: [listener] }],
    ["Gateway", "WM2007 spec.listeners", { gatewayClassName: "a", listeners: [listener, { ...listener, port: 1 }] }],
    ["GatewayClass", "WM2003 spec.controllerName", { controllerName: "waymark" }],
    ["ReferenceGrant", "WM2004 spec.from", { from: [], to: [{ group: "", kind: "Service" }] }],
    ["HTTPRoute", "WM2004 spec.rules", { rules: [] }],
    ["HTTPRoute", "WM2003 spec.hostnames[0]", { hostnames: ["Shop.example.com"] }],
    [
      "HTTPRoute",
      "WM2004 spec.rules[0].backendRefs[0].weight",
      route({ backendRefs: [{ name: "a", port: 1, weight: 2e6 }] }),
    ],
    ["HTTPRoute", "WM2003 spec.rules[0].timeouts.request", route({ timeouts: { request: "1.5s" } })],
    ["HTTPRoute", "WM2003 spec.rules[0].matches[0].method", route({ matches: [{ method: "get" }] })],
    ["HTTPRoute", "WM2003 spec.rules[0].matches[0].path.type", route({ matches: [{ path: { type: "Prefix" } }] })],
    [
      "HTTPRoute",
      "WM2003 spec.rules[0].matches[0].headers[0].name",
      route({ matches: [{ headers: [{ name: "a b", value: "c" }] }] }),
    ],
    ["HTTPRoute", "WM2006 spec.rules[0].filters[0]", filter("URLRewrite", "cors", {})],
    [
      "GRPCRoute",
      "WM2003 spec.rules[0].filters[0].type",
      filter("URLRewrite", "requestMirror", { backendRef: { name: "b", port: 1 } }),
    ],
    [
      "GRPCRoute",
      "WM2006 spec.rules[0].filters[0]",
      filter("ExtensionRef", "requestMirror", { backendRef: { name: "b", port: 1 } }),
    ],
    ["GRPCRoute", "WM2003 spec.rules[0].matches[0].method.type", route({ matches: [{ method: { type: "Prefix" } }] })],
    [
      "GRPCRoute",
      "WM2004 spec.rules[0].backendRefs[0].weight",
      route({ backendRefs: [{ name: "a", port: 1, weight: -1 }] }),
    ],
    [
      "GRPCRoute",
      "WM2003 spec.rules[0].matches[0].headers[0].name",
      route({ matches: [{ headers: [{ name: "@request.headers[a]", value: "b" }] }] }),
    ],
    [
      "TCPRoute",
      "WM2002 spec.parentRefs[0]",
      { parentRefs: [{ kind: "Service" }], rules: [{ backendRefs: [{ name: "b", port: 1 }] }] },
    ],
    [
      "HTTPRoute",
      "WM2003 spec.rules[0].filters[0].requestRedirect.statusCode",
      filter("RequestRedirect", "requestRedirect", { statusCode: 304 }),
    ],
    ["AuthorizationPolicy", "WM2003 spec.action", { action: "deny" }],
    [
      "AuthorizationPolicy",
      "WM2001 spec.rules[0].to[0].operation.ports[0]",
      { rules: [{ to: [{ operation: { ports: [80] } }] }] },
    ],
    ["AuthorizationPolicy", "WM2006 spec", { selector: {}, targetRefs: [{ kind: "Service", name: "a" }] }],
    ["AuthorizationPolicy", "WM2002 spec.targetRefs[0]", { targetRefs: [{ kind: "Service" }] }],
    ["RequestAuthentication", "WM2006 spec.jwtRules[0]", jwt({ jwks: "{}", jwksUri: "https://a.example" })],
    ["RequestAuthentication", "WM2003 spec.jwtRules[0].jwksUri", jwt({ jwksUri: "issuer.example/keys" })],
    ["WasmPlugin", "WM2003 spec.sha256", { url: "file:///a.wasm", sha256: "abc" }],
    ["WasmPlugin", "WM2003 spec.url", { url: "ftp://a.example/a.wasm" }],
    ["MeshConfig", "WM2003 spec.pathNormalization.normalization", { pathNormalization: { normalization: "base" } }],
  ])("%s with %s", (kind, complaint, body) => {
    const { resource, found } = read(kind, body);
    expect(found[0]).toBe(complaint);
    expect(found.slice(1)).toEqual(resource === undefined ? [] : ["WM2008 spec"]);
  });
});

describe("the schemas report, but accept, a field that no version of the API has in", () => {
  it.each<[Kind, string, object]>([
    ["Service", "spec.selctor", { selctor: { app: "a" } }],
    ["Pod", "spec.containers[0].port", { containers: [{ ...container, port: 80 }] }],
    ["HTTPRoute", "spec.rules[0].filters[0].cors.allowedOrigins", filter("CORS", "cors", { allowedOrigins: ["*"] })],
    [
      "AuthorizationPolicy",
      "spec.rules[0].from[0].source.principal",
      { rules: [{ from: [{ source: { principal: "a" } }] }] },
    ],
  ])("%s: %s", (kind, field, body) => {
    const { resource, found } = read(kind, body);
    expect(found).toEqual([`WM2005 ${field}`]);
    expect(resource?.kind).toBe(kind);
  });
});

describe("an AuthorizationPolicy that its schema refuses", () => {
  const targetRefs = [{ kind: "Service", group: "", name: "reviews" }];

  it("denies everything at its targets", () => {
    const { resource } = read("AuthorizationPolicy", { action: "Allow", targetRefs, rules: [{ to: 1 }] });
    expect(resource?.spec).toEqual({ action: "DENY", targetRefs, rules: [{}] });
  });

  it("is set aside if what it applies to cannot be read either", () => {
    const { resource, found } = read("AuthorizationPolicy", { action: "Allow", targetRefs, selector: {} });
    expect(resource).toBeUndefined();
    expect(found).toEqual(["WM2003 spec.action", "WM2006 spec"]);
  });
});

describe("recognise()", () => {
  it.each([
    ["v1", "Service", "known"],
    ["security.istio.io/v1beta1", "AuthorizationPolicy", "known"],
    ["gateway.networking.k8s.io/v1alpha2", "HTTPRoute", "other-version"],
    ["networking.istio.io/v1", "Gateway", "unknown"],
    ["v1", "HTTPRoute", "unknown"],
    ["v1", "constructor", "unknown"],
  ])("takes %s %s for a kind that is %s", (apiVersion, kind, is) => {
    expect(recognise(apiVersion, kind).is).toBe(is);
  });

  it("knows every kind under the version it recommends", () => {
    const rows = Object.values(kindTable);
    expect(rows.filter((row) => recognise(apiVersionOf(row), row.kind).is !== "known")).toEqual([]);
  });
});
