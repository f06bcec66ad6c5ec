/** What a rule says about a small mesh. */
import { meshOf } from "../../binding/testing/meshes.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { pathText } from "../../diagnostics/origin.js";
import type { Rule } from "../rule.js";

/** The findings of a rule, in its order. Manifests that cannot be read fail the test that wrote them. */
export function findingsOf(rule: Rule, ...manifests: readonly string[]): readonly Diagnostic[] {
  const mesh = meshOf(...manifests);
  const broken = mesh.diagnostics.filter(({ severity }) => severity === "error");
  if (broken.length > 0) throw new Error(broken.map(({ message }) => message).join("\n"));
  const found: Diagnostic[] = [];
  rule.check(mesh.view, (finding) => void found.push(finding));
  return found;
}

/** `WM3050 Service shop/orders spec.selector: what it says`, one text a finding. */
export function saidBy(rule: Rule, ...manifests: readonly string[]): readonly string[] {
  return findingsOf(rule, ...manifests).map(({ code, origin, message }) => {
    return `${code} ${origin?.object} ${pathText(origin?.path ?? [])}: ${message}`;
  });
}
