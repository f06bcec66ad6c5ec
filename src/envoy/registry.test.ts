import { describe, expect, it } from "@jest/globals";
import { constraintViolations, encode, fromJson, type MessageName, toJson } from "../protos.js";
import { vipClusters } from "./authority-clusters.js";
import { connectOriginateCluster } from "./connect-originate.js";
import { connectPolicySlot } from "./connect-policy.js";
import { type Generated, type ResourceType, resourceTypes } from "./generated.js";
import { nodeProxyResources } from "./node/node-proxy.js";
import { onwardListener } from "./onward.js";
import { copiesCluster, copiesListener } from "./onward-copies.js";
import { policySlot } from "./policy-slot.js";
import { routeConfiguration } from "./routes.js";
import { destinationResources, loadAssignment, serviceClusters } from "./service-cluster.js";
import { serviceListener } from "./service-listener.js";
import { stub } from "./stub.js";
import { access, outsideMesh, routeTable } from "./testing/everything.js";
import {
  backend,
  destination,
  destinationId,
  endpoint,
  identity,
  origin,
  route,
  served,
  servicePort,
  settings,
} from "./testing/samples.js";
import { nodeLayer } from "./testing/samples-node.js";

const reviews = destinationId("reviews.shop");
const http = servicePort(reviews);
const tcp = servicePort(destinationId("database.shop", 3306), { protocol: "tcp", authorities: ["[fd00::1]:3306"] });
const sentOn = { ...destinationId("items.stock"), onward: "for-clients" } as const;
const mirrors = [{ to: sentOn, perMillion: 1_000_000, origin }];
const sendsOn = {
  routes: [route({ kind: "forward", backends: [backend(sentOn)], mirrors })],
  otherwise: "not-found",
} as const;
const endpoints = [endpoint("shop/reviews"), endpoint("shop/out", { tunnel: "none", locality: "r/z" })];
const logged = { ...settings, accessLogFile: "/dev/stdout" };

const everything: readonly Generated[] = [
  connectOriginateCluster(),
  connectPolicySlot([served(tcp, { access })]),
  connectPolicySlot([], [identity("shop/waypoint")]),
  connectPolicySlot([], [identity("shop/waypoint"), identity("stock/waypoint")]),
  ...[onwardListener(), copiesListener(), copiesCluster()],
  ...destinationResources(destination(sentOn, [endpoint("stock/waypoint", { waypoint: "10.244.9.9" })])),
  routeConfiguration(http, sendsOn, settings),
  ...[http, tcp].flatMap((port) => [serviceListener(port, logged), ...vipClusters(port)]),
  routeConfiguration(http, routeTable, settings),
  policySlot(http, access),
  policySlot(http, { deny: [], allow: [] }),
  ...[
    destination(reviews, endpoints),
    destination(tcp.id, [], "tcp"),
    destination(reviews, endpoints, "http2"),
  ].flatMap((it) => [...serviceClusters(it), loadAssignment(it)]),
  ...outsideMesh.flatMap(destinationResources),
  ...nodeProxyResources(nodeLayer, [{ workload: nodeLayer.clients[0] as never, address: "127.0.0.1", port: 15001 }]),
  ...Object.values(resourceTypes).flatMap((type: ResourceType) => stub(type, "gone") ?? []),
];

describe("everything generated", () => {
  it.each(everything.map((generated) => [`${generated.type} ${generated.name}`, generated] as const))(
    "survives its way through ProtoJSON, and Envoy's own rules: %s",
    (_, { type, message }) => {
      const bytes = encode<MessageName>(type, message);
      const again = encode<MessageName>(type, fromJson<MessageName>(type, toJson<MessageName>(type, bytes)));
      expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true);
      expect(constraintViolations<MessageName>(type, message)).toEqual([]);
    },
  );
});
