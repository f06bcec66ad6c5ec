import type { MeshView } from "../../runtime/mesh-view.js";

/** A small mesh with one of everything. */
export const aMeshView: MeshView = {
  identities: [
    {
      namespace: "shop",
      serviceAccount: "web",
      pod: "web-0",
      address: "127.9.5.1",
      proxyUrl: "http://127.0.0.1:18001",
      identity: "spiffe://cluster.local/ns/shop/sa/web",
    },
  ],
  services: [
    {
      name: "shop/reviews",
      host: "reviews.shop.svc.cluster.local",
      ports: [
        { port: 80, protocol: "http", via: "waypoint" },
        { port: 9000, protocol: "tcp", via: "refused", refusedBecause: "no such waypoint" },
      ],
      waypoint: "shop/waypoint",
      because: "own-label",
    },
    {
      name: "shop/ledger",
      host: "ledger.shop.svc.cluster.local",
      ports: [{ port: 5432, protocol: "tcp", via: "pods" }],
      waypoint: null,
      because: "opted-out",
    },
  ],
  waypoints: [
    {
      name: "shop/waypoint",
      identity: "spiffe://cluster.local/ns/shop/sa/waypoint",
      hbone: "127.168.3.4:15008",
      adminUrl: "http://127.0.0.1:40001",
    },
  ],
  workloads: [
    {
      namespace: "shop",
      name: "reviews-0",
      serviceAccount: "reviews",
      address: "127.70.1.1",
      ports: [{ port: 8080, playedBy: "echo" }],
    },
  ],
  addresses: [{ from: "10.1.2.3", to: "127.1.2.3" }],
};
