import { describe, expect, it } from "@jest/globals";
import type { envoy, TypedMessage } from "../../generated/envoy.js";
import type { Access, Condition } from "../ir/access.js";
import { connectPolicySlot } from "./connect-policy.js";
import { destinationId, exact, origin, policy, served, servicePort, text } from "./testing/samples.js";

const database = servicePort(destinationId("database.shop", 3306), {
  protocol: "tcp",
  authorities: ["10.96.0.11:3306", "[fd00::11]:3306"],
});

function refusals(access: Access): Readonly<Record<string, envoy.config.rbac.v3.Policy>> {
  const slot = connectPolicySlot([served(database, { access })]).message.typedConfig as TypedMessage;
  if (slot.type !== "envoy.extensions.filters.http.filter_chain.v3.FilterChainConfig") throw new Error(slot.type);
  const filter = slot.value.defaultFilterChain?.filters?.[0]?.typedConfig as TypedMessage | undefined;
  if (filter?.type !== "envoy.extensions.filters.http.rbac.v3.RBAC") return {};
  expect(filter.value.rules?.action).toBe(1);
  return filter.value.rules?.policies ?? {};
}

const clients = (condition: Condition): unknown =>
  refusals({ deny: [policy("shop/p", { from: [[condition]] })], allow: [] })[
    "ns[shop]-policy[p]-rule[0] 10.96.0.11:3306"
  ]?.principals?.[0];

describe("connectPolicySlot()", () => {
  it("lets everybody pass when no TCP port has a policy", () => {
    expect(refusals({ deny: [], allow: [] })).toEqual({});
  });

  it("judges TCP ports only: HTTP ports have a slot of their own", () => {
    const http = served(servicePort(destinationId("reviews.shop")), {
      access: { deny: [policy("shop/p", {})], allow: [] },
    });
    expect(connectPolicySlot([http]).message.typedConfig).toHaveProperty("value", {});
  });

  it("refuses by each authority of the port", () => {
    const names = Object.keys(refusals({ deny: [policy("shop/p", {})], allow: [policy("shop/q", {})] }));
    expect(names).toEqual([
      "ns[shop]-policy[p]-rule[0] 10.96.0.11:3306",
      "inbound-vip|3306|tcp|database.shop.svc.cluster.local 10.96.0.11:3306 not-allowed",
      "ns[shop]-policy[p]-rule[0] [fd00::11]:3306",
      "inbound-vip|3306|tcp|database.shop.svc.cluster.local [fd00::11]:3306 not-allowed",
    ]);
  });

  it("refuses everybody when an ALLOW policy has no rules", () => {
    const made = refusals({ deny: [], allow: [policy("shop/nothing")] });
    expect(Object.values(made)[0]?.principals).toEqual([{ notId: { notId: { any: true } } }]);
  });

  it("refuses those who are on no list", () => {
    const made = refusals({
      deny: [],
      allow: [policy("shop/p", { from: [[text("principal", exact("spiffe://a"))]] })],
    });
    expect(Object.values(made)[0]?.principals).toEqual([
      { notId: { filterState: { key: "io.istio.peer_principal", stringMatch: { exact: "spiffe://a" } } } },
    ]);
  });

  it("knows the destination from the authority", () => {
    const address = (range: string): Condition => ({
      kind: "address",
      attribute: "destination",
      ranges: [{ address: range, prefixLength: 24 }],
      negated: false,
      origin,
    });
    expect(clients(address("10.96.0.0"))).toEqual({ any: true });
    expect(clients(address("10.97.0.0"))).toEqual({ notId: { any: true } });
    expect(clients({ kind: "port", ports: [3306], negated: false, origin })).toEqual({
      header: { name: ":authority", stringMatch: { suffix: ":3306" } },
    });
  });

  it.each<Condition>([
    text("method", exact("GET")),
    text("request-principal", { kind: "present" }),
    {
      kind: "address",
      attribute: "remote",
      ranges: [{ address: "10.0.0.0", prefixLength: 8 }],
      negated: false,
      origin,
    },
  ])("refuses more where a rule asks for what no connection has: %j", (condition) => {
    expect(clients(condition)).toEqual({ any: true });
    const allowed = refusals({ deny: [], allow: [policy("shop/p", { from: [[condition]] })] });
    expect(Object.values(allowed)[0]?.principals).toEqual([{ notId: { notId: { any: true } } }]);
  });
});
