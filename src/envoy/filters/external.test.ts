import { describe, expect, it } from "@jest/globals";
import type { envoy, TypedMessage } from "../../../generated/envoy.js";
import type { ExternalCheck } from "../../ir/access.js";
import type { Authorizer } from "../../ir/external.js";
import { destinationId, exact, origin, policy, text } from "../testing/samples.js";
import { authorizerClusters, external } from "./external.js";

const authorizer: Authorizer = {
  name: "opa",
  destination: destinationId("opa.policy", 9191),
  timeoutMs: 1500,
  unavailable: { kind: "refuse", status: 403 },
  reroutes: false,
  protocol: { kind: "grpc" },
  origin,
};
const http: Authorizer["protocol"] = {
  kind: "http",
  pathPrefix: "",
  seesHeaders: [],
  extraHeaders: [],
  toApplication: [],
  toClientOnAllow: [],
  toClientOnDeny: [],
};
const somebody = policy("shop/ask", { to: [[text("method", exact("GET"))]] });
const everybody = policy("shop/ask-all", {});

const check = (more: Partial<ExternalCheck> = {}): ExternalCheck => ({
  authorizer,
  policies: [somebody],
  onTrial: false,
  ...more,
});
const accessOf = (...checks: ExternalCheck[]) => ({ external: checks, deny: [], allow: [] });
const filtersOf = (...checks: ExternalCheck[]) => external(accessOf(...checks));
const namesOf = (...checks: ExternalCheck[]) => filtersOf(...checks).map(({ name }) => name);

function asking(...checks: ExternalCheck[]): envoy.extensions.filters.http.ext_authz.v3.ExtAuthz | undefined {
  const filter = filtersOf(...checks).find(({ name }) => name?.startsWith("ext-authz"));
  const config = filter?.typedConfig as TypedMessage | undefined;
  return config?.type === "envoy.extensions.filters.http.ext_authz.v3.ExtAuthz" ? config.value : undefined;
}

describe("external checks", () => {
  it("are no filter at all when there are none, or none that could match", () => {
    expect(external({ deny: [], allow: [] })).toEqual([]);
    expect(namesOf(check({ policies: [policy("shop/nothing")] }))).toEqual([]);
  });

  it("mark what they match, between telling the authorizer who asks and forgetting it again", () => {
    expect(namesOf(check())).toEqual(["tell-client", "authz-ask-opa", "ext-authz-opa", "forget-client"]);
  });

  it("need no mark where everything is asked about", () => {
    expect(namesOf(check({ policies: [somebody, everybody] }))).toEqual([
      "tell-client",
      "ext-authz-opa",
      "forget-client",
    ]);
    expect(asking(check({ policies: [everybody] }))).not.toHaveProperty("filterEnabledMetadata");
  });

  it("of one authorizer in force and on trial have marks of their own", () => {
    const names = namesOf(check(), check({ onTrial: true }));
    expect(names.slice(1, -1)).toEqual([
      "authz-ask-opa",
      "ext-authz-opa",
      "authz-ask-opa-on-trial",
      "ext-authz-opa-on-trial",
    ]);
    expect(asking(check({ onTrial: true }))).toMatchObject({
      shadowMode: true,
      filterEnabledMetadata: { path: [{ key: "istio_dry_run_ext_authz_opa_shadow_effective_policy_id" }] },
    });
  });

  it("refuse with the authorizer's status, or let pass, where it cannot be asked", () => {
    expect(asking(check())).toMatchObject({ statusOnError: { code: 403 } });
    const open = { ...authorizer, unavailable: { kind: "let-pass" } } as const;
    expect(asking(check({ authorizer: open }))).toMatchObject({ failureModeAllow: true });
  });

  it("are asked for through a cluster that speaks the authorizer's protocol", () => {
    const asked = accessOf(check(), check({ authorizer: { ...authorizer, name: "login", protocol: http } }));
    expect(authorizerClusters(asked)).toEqual([
      "inbound-vip|9191|grpc|opa.policy.svc.cluster.local",
      "inbound-vip|9191|http|opa.policy.svc.cluster.local",
    ]);
  });
});
