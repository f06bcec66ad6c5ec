import { describe, expect, it } from "@jest/globals";
import type { Authorizer } from "../ir/external.js";
import type { LoweredPolicy } from "./policies.js";
import { sortedByEffect } from "./sorted-policies.js";

const origin = { object: "Test shop/test", path: [] };
const authorizer = (name: string): Authorizer => ({
  name,
  destination: { host: `${name}.policy.svc.cluster.local`, namespace: "policy", service: name, port: 80 },
  timeoutMs: 1000,
  unavailable: { kind: "refuse", status: 403 },
  reroutes: false,
  protocol: { kind: "grpc" },
  origin,
});

function lowered(name: string, consequence: LoweredPolicy["consequence"], onTrial = false): LoweredPolicy {
  return { effect: "deny", consequence, onTrial, policy: { name, rules: [], origin } };
}
const asking = (name: string, whom: string, onTrial = false) =>
  lowered(name, { kind: "ask", authorizer: authorizer(whom) }, onTrial);

describe("sortedByEffect()", () => {
  it("has nothing but two empty lists where there are no policies", () => {
    expect(sortedByEffect([])).toEqual({ deny: [], allow: [] });
  });

  it("makes one check for each authorizer, by name, and another one for what is on trial", () => {
    const { external = [] } = sortedByEffect([
      asking("shop/a", "opa"),
      asking("shop/b", "login"),
      asking("shop/c", "opa"),
      asking("shop/d", "opa", true),
    ]);
    expect(
      external.map((check) => [check.authorizer.name, check.onTrial, check.policies.map(({ name }) => name)]),
    ).toEqual([
      ["login", false, ["shop/b"]],
      ["opa", false, ["shop/a", "shop/c"]],
      ["opa", true, ["shop/d"]],
    ]);
  });

  it("keeps what only records apart from what is in force", () => {
    const { audit, trial, deny, allow } = sortedByEffect([
      lowered("shop/allow", { kind: "allow" }),
      lowered("shop/allow-trial", { kind: "allow" }, true),
      lowered("shop/audit", { kind: "audit" }),
      lowered("shop/deny", { kind: "deny" }),
      lowered("shop/deny-trial", { kind: "deny" }, true),
    ]);
    const names = (policies: readonly { readonly name: string }[] = []) => policies.map(({ name }) => name);
    expect([names(audit), names(trial?.deny), names(trial?.allow), names(deny), names(allow)]).toEqual([
      ["shop/audit"],
      ["shop/deny-trial"],
      ["shop/allow-trial"],
      ["shop/deny"],
      ["shop/allow"],
    ]);
  });
});
