import { describe, expect, it } from "@jest/globals";
import type { envoy, TypedMessage } from "../../../generated/envoy.js";
import { exact, origin, policy, text } from "../testing/samples.js";
import { allow, deny } from "./authorization.js";

const get = text("method", exact("GET"));
const fromShop = text("namespace", exact("shop"));
const port = { kind: "port", ports: [80], negated: false, origin } as const;

function rulesOf(filters: readonly envoy.config.core.v3.TypedExtensionConfig[]): envoy.config.rbac.v3.RBAC | undefined {
  const config = filters[0]?.typedConfig as TypedMessage | undefined;
  return config?.type === "envoy.extensions.filters.http.rbac.v3.RBAC" ? config.value.rules : undefined;
}

describe("ALLOW policies", () => {
  it("are no filter at all when there are none", () => {
    expect(allow({ deny: [], allow: [] })).toEqual([]);
  });

  it("refuse everybody when none of them has a rule", () => {
    expect(rulesOf(allow({ deny: [], allow: [policy("shop/nothing")] }))).toEqual({ action: 0, policies: {} });
  });

  it("let everybody in by a rule without conditions", () => {
    expect(rulesOf(allow({ deny: [], allow: [policy("shop/all", {})] }))?.policies).toEqual({
      "ns[shop]-policy[all]-rule[0]": { permissions: [{ any: true }], principals: [{ any: true }] },
    });
  });

  it("want one clause of each side and all further conditions", () => {
    const rule = {
      from: [[fromShop], [text("principal", exact("x"))]],
      to: [[get]],
      when: [port, text("host", exact("h"))],
    };
    const made = rulesOf(allow({ deny: [], allow: [policy("shop/p", rule)] }))?.policies?.[
      "ns[shop]-policy[p]-rule[0]"
    ];
    expect(made?.permissions).toEqual([
      { andRules: { rules: [expect.objectContaining({ header: expect.anything() }), { destinationPort: 80 }] } },
    ]);
    expect(made?.principals).toHaveLength(2);
    expect(made?.principals?.[1]?.andIds?.ids?.[1]).toHaveProperty("header.name", ":authority");
  });
});

describe("DENY policies", () => {
  it("are no filter at all when none of them has a rule", () => {
    expect(deny({ deny: [policy("shop/nothing")], allow: [] })).toEqual([]);
  });

  it("refuse more, never less, where a condition cannot be expressed", () => {
    const made = rulesOf(deny({ deny: [policy("shop/p", { from: [[port]] })], allow: [] }));
    expect(made?.policies?.["ns[shop]-policy[p]-rule[0]"]?.principals).toEqual([{ any: true }]);
  });
});
