import { describe, expect, it } from "@jest/globals";
import { saidBy } from "../testing/findings.js";
import { policy, toOrders } from "../testing/shop.js";
import { trialAnnotation } from "./trial-annotation.js";

const trial = (value: string) =>
  policy("shop/p", { ...toOrders, rules: [{}] }, { annotations: { "istio.io/dry-run": value } });

describe("the annotation of a trial", () => {
  it.each(["yes", "True", "1", ""])("says nothing with the value %j", (value) => {
    expect(saidBy(trialAnnotation, trial(value))).toEqual([
      `WM5088 AuthorizationPolicy shop/p metadata.annotations."istio.io/dry-run": ${JSON.stringify(value)} asks for no trial: AuthorizationPolicy shop/p is enforced`,
    ]);
  });

  it.each(["true", "false"])("is clear with the value %j", (value) => {
    expect(saidBy(trialAnnotation, trial(value))).toEqual([]);
  });
});
