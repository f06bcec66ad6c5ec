/** A mesh with one of everything that tests can be about. */
import { generateKeyPairSync } from "node:crypto";
import {
  aNamespace,
  anAccount,
  anApp,
  aPolicy,
  aWaypoint,
  from,
  type Manifest,
  manifestText,
} from "../../../test/support/manifests.js";
import { meshOf, type ReadMesh } from "../../serving/explained-mesh.js";
import { resourcesFromText } from "../../sources/resources-from-text.js";

const service = (name: string): Manifest => ({ group: "", kind: "Service", name });

const route: Manifest = {
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "HTTPRoute",
  metadata: { name: "app", namespace: "shop" },
  spec: {
    parentRefs: [service("app")],
    rules: [
      {
        name: "shared",
        matches: [{ path: { type: "PathPrefix", value: "/shared" } }],
        backendRefs: [
          { name: "app", port: 80, weight: 3 },
          { name: "old", port: 80, weight: 1 },
        ],
      },
      {
        name: "moved",
        matches: [{ path: { type: "Exact", value: "/moved" } }],
        filters: [{ type: "RequestRedirect", requestRedirect: { hostname: "new.example", statusCode: 302 } }],
      },
      {
        name: "web",
        matches: [{ path: { type: "PathPrefix", value: "/web" } }],
        filters: [
          { type: "RequestHeaderModifier", requestHeaderModifier: { set: [{ name: "x-lane", value: "blue-1" }] } },
          { type: "ResponseHeaderModifier", responseHeaderModifier: { set: [{ name: "x-by", value: "app" }] } },
          {
            type: "URLRewrite",
            urlRewrite: { path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/site" } },
          },
        ],
        backendRefs: [{ name: "app", port: 80 }],
      },
      { name: "never", matches: [{ method: "PATCH" }], backendRefs: [{ name: "app", port: 80 }] },
    ],
  },
};

const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });

const tokens: Manifest = {
  apiVersion: "security.istio.io/v1",
  kind: "RequestAuthentication",
  metadata: { name: "login", namespace: "shop" },
  spec: {
    targetRefs: [service("app")],
    jwtRules: [{ issuer: "https://login.example", audiences: ["shop"], jwks: JSON.stringify({ keys: [key] }) }],
  },
};

/** The text of its manifests. */
export const shopText: string = manifestText(
  aNamespace("shop", "waypoint"),
  aWaypoint("shop"),
  anAccount("shop", "web"),
  anAccount("shop", "crawler"),
  anApp({ namespace: "shop", name: "app", replicas: 2 }),
  anApp({ namespace: "shop", name: "old" }),
  anApp({ namespace: "shop", name: "plain", labels: { "istio.io/use-waypoint": "none" } }),
  anApp({ namespace: "shop", name: "closed", labels: { "istio.io/use-waypoint": "none" } }),
  anApp({ namespace: "shop", name: "shut" }),
  route,
  tokens,
  aPolicy("shop/no-admin", {
    action: "DENY",
    service: "app",
    rules: [{ to: [{ operation: { paths: ["/web/admin"] } }] }, { to: [{ operation: { methods: ["TRACE"] } }] }],
  }),
  aPolicy("shop/readers", {
    action: "ALLOW",
    service: "app",
    rules: [
      { to: [{ operation: { methods: ["GET"] } }] },
      {
        from: [{ source: { requestPrincipals: ["https://login.example/*"] } }],
        to: [{ operation: { methods: ["POST"] } }],
      },
    ],
  }),
  aPolicy("shop/shut", { action: "ALLOW", service: "shut", rules: [] }),
  aPolicy("shop/door", {
    action: "ALLOW",
    pods: { app: "closed" },
    rules: [from({ principals: ["cluster.local/ns/shop/sa/web"] })],
  }),
);

/** The mesh of these manifests. */
export function shopMesh(): ReadMesh {
  return meshOf(resourcesFromText(shopText, "shop.yaml").resources);
}
