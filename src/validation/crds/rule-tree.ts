import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { FieldPath, Origin } from "../../diagnostics/origin.js";
import { at } from "../../diagnostics/origin.js";
import { answerOf, type CompiledRule, compiledRule, type RuleAnswer } from "./cel-rules.js";
import { Budget } from "./cel-values.js";
import { compiledPattern } from "./structural-check.js";
import type { StructuralSchema } from "./structural-schema.js";
import { isRecord } from "./structural-schema.js";

/** The rules of a schema and of what is below it; absent where there are none. */
export interface RuleTree {
  readonly schema: StructuralSchema;
  readonly rules: readonly CompiledRule[];
  readonly properties: ReadonlyMap<string, RuleTree>;
  readonly items: RuleTree | undefined;
  readonly additional: RuleTree | undefined;
}

/** Compiles the rules of a schema; what cannot be compiled is reported at its place and left out. */
export function ruleTreeOf(schema: StructuralSchema, origin: Origin, report: Report): RuleTree | undefined {
  if (schema.pattern !== undefined && compiledPattern(schema.pattern) === undefined) {
    const message = `${schema.pattern} is no regular expression that an API server understands`;
    report(diagnostic("WM2014", { origin: at(origin, "pattern"), message }));
  }
  const rules = (schema["x-kubernetes-validations"] ?? []).flatMap((text, index) => {
    try {
      return [compiledRule(text)];
    } catch (error) {
      const message = `the rule cannot be compiled: ${error instanceof Error ? error.message : String(error)}`;
      report(diagnostic("WM2014", { origin: at(origin, "x-kubernetes-validations", index, "rule"), message }));
      return [];
    }
  });
  const properties = new Map<string, RuleTree>();
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const tree = ruleTreeOf(member, at(origin, "properties", name), report);
    if (tree !== undefined) properties.set(name, tree);
  }
  const items = schema.items && ruleTreeOf(schema.items, at(origin, "items"), report);
  const { additionalProperties } = schema;
  const additional =
    typeof additionalProperties === "object"
      ? ruleTreeOf(additionalProperties, at(origin, "additionalProperties"), report)
      : undefined;
  if (rules.length === 0 && properties.size === 0 && items === undefined && additional === undefined) return undefined;
  return { schema, rules, properties, items, additional };
}

/** A rule that a value does not keep. */
export interface RuleViolation {
  readonly path: FieldPath;
  readonly rule: string;
  readonly answer: Exclude<RuleAnswer, { readonly is: "kept" }>;
}

/** An API server grants a rule some 10 milliseconds, and an object ten times as much; this comes near. */
const stepsOfRule = 100_000;

/** What a value of the tree's schema does not keep. */
export function ruleViolations(value: unknown, tree: RuleTree, path: FieldPath = []): readonly RuleViolation[] {
  const found = tree.rules.flatMap((rule): readonly RuleViolation[] => {
    if (rule.isTransition) return [];
    const answer = answerOf(rule, { of: value, schema: tree.schema }, new Budget(stepsOfRule));
    if (answer.is === "kept") return [];
    return [{ path: [...path, ...fieldPathOf(rule.text.fieldPath)], rule: rule.text.rule.trim(), answer }];
  });
  if (Array.isArray(value)) {
    const { items } = tree;
    return items === undefined
      ? found
      : [...found, ...value.flatMap((entry, index) => ruleViolations(entry, items, [...path, index]))];
  }
  if (!isRecord(value)) return found;
  const below = Object.entries(value).flatMap(([name, member]) => {
    const own = tree.properties.get(name) ?? tree.additional;
    return own === undefined || member === null ? [] : ruleViolations(member, own, [...path, name]);
  });
  return [...found, ...below];
}

/** `.spec.foo['bar.baz']` as steps. */
function fieldPathOf(text = ""): FieldPath {
  return Array.from(text.matchAll(/\.([^.[\]]+)|\['([^']*)'\]/g), ([, plain, quoted]) => plain ?? quoted ?? "");
}
