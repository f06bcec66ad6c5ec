/** A small L4 layer with one service of each kind. */
import type { L4Service, NodeLayer } from "../../ir/node.js";
import { access } from "./everything.js";
import { endpoint, identity, settings } from "./samples.js";

const pod = { name: "shop/reviews-0", identity: identity("shop/reviews"), address: "10.244.1.5" };

function service(shortName: string, via: L4Service["ports"][number]["via"]): L4Service {
  const host = `${shortName}.shop.svc.cluster.local`;
  return {
    host,
    names: [`${shortName}.shop`],
    namespace: "shop",
    shortName,
    ports: [{ port: 80, authority: "10.96.0.10:80", via }],
  };
}

export const nodeLayer: NodeLayer = {
  trustDomains: ["cluster.local"],
  clients: [{ name: "shop/web-0", identity: identity("shop/web"), address: "10.244.1.6" }],
  services: [
    service("direct", {
      kind: "pods",
      endpoints: [endpoint("shop/reviews"), endpoint("shop/other", { address: "10.244.1.7" })],
    }),
    service("none", { kind: "pods", endpoints: [] }),
    service("outside", { kind: "pods", endpoints: [endpoint("shop/x", { tunnel: "none" })] }),
    {
      ...service("named", {
        kind: "pods",
        endpoints: [endpoint("shop/x", { address: "out.example", tunnel: "none" })],
        discovery: { kind: "dns" },
      }),
      entry: true,
      audience: ["shop"],
    },
    service("refused", { kind: "refused", because: "its waypoint is not ready" }),
    service("reviews", {
      kind: "waypoint",
      waypoint: settings.name,
      address: "10.0.0.9",
      port: 15008,
      identity: settings.identity,
    }),
  ],
  pods: [{ workload: pod, access: { deny: access.deny, allow: access.allow } }],
};
