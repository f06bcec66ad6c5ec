import { celEnv, isCelError, parse, plan } from "@bufbuild/cel";
import { kubernetesFunctions } from "./cel-functions.js";
import type { Budget } from "./cel-values.js";
import { celValue } from "./cel-values.js";
import type { RuleText, StructuralSchema } from "./structural-schema.js";

/** A rule that can be asked. */
export interface CompiledRule {
  readonly text: RuleText;
  /** The rule compares with the object before an edit: there is none, so it says nothing. */
  readonly isTransition: boolean;
  readonly evaluate: Evaluation;
  readonly message: Evaluation | undefined;
}

type Bindings = { readonly self: ReturnType<typeof celValue> };
type Evaluation = (bindings: Bindings) => unknown;

/** Literal lists inside each other multiply whatever the object is. */
const mostLiteralSteps = 100_000;

const environment = celEnv({ funcs: [...kubernetesFunctions] });

/** @throws Error with what is wrong with the expression */
export function compiledRule(text: RuleText): CompiledRule {
  const evaluate = compiled(text.rule);
  return {
    text,
    isTransition: evaluate.mentionsOldSelf,
    evaluate: evaluate.run,
    message: text.messageExpression === undefined ? undefined : compiled(text.messageExpression).run,
  };
}

function compiled(expression: string): { readonly run: Evaluation; readonly mentionsOldSelf: boolean } {
  const parsed = parse(expression);
  if (literalSteps(parsed.expr) > mostLiteralSteps) throw new Error("it goes through lists inside lists too often");
  const run = plan(environment, parsed) as Evaluation;
  return { run, mentionsOldSelf: mentions(parsed.expr, "oldSelf") };
}

/** What became of asking a rule about a value. */
export type RuleAnswer =
  | { readonly is: "kept" }
  | { readonly is: "broken"; readonly message: string }
  | { readonly is: "failed"; readonly because: string }
  | { readonly is: "too-costly" };

/** Asks `rule` about a value of `schema`; what it costs is taken from `budget`. */
export function answerOf(
  { text, evaluate, message }: CompiledRule,
  value: { readonly of: unknown; readonly schema: StructuralSchema },
  budget: Budget,
): RuleAnswer {
  const self = celValue(value.of, value.schema, budget);
  const holds = evaluate({ self });
  if (budget.isSpent) return { is: "too-costly" };
  if (isCelError(holds)) return { is: "failed", because: holds.message };
  if (holds === true) return { is: "kept" };
  if (holds !== false) return { is: "failed", because: "it says neither true nor false" };
  const said = message?.({ self });
  const own = typeof said === "string" && said.trim() !== "" ? said : text.message;
  return { is: "broken", message: own ?? `failed rule: ${text.rule.trim()}` };
}

interface AnyNode {
  readonly case?: unknown;
  readonly value?: unknown;
  readonly [name: string]: unknown;
}

function mentions(node: unknown, name: string): boolean {
  if (Array.isArray(node)) return node.some((entry) => mentions(entry, name));
  if (typeof node !== "object" || node === null) return false;
  const { case: kind, value } = node as AnyNode;
  if (kind === "identExpr") return (value as { readonly name?: unknown }).name === name;
  return Object.values(node).some((member) => mentions(member, name));
}

/** How often the innermost step is taken at most, counting only lists that stand in the expression. */
function literalSteps(node: unknown): number {
  if (Array.isArray(node)) return Math.max(1, ...node.map(literalSteps));
  if (typeof node !== "object" || node === null) return 1;
  const { case: kind, value } = node as AnyNode;
  const below = Math.max(1, ...Object.values(node).map(literalSteps));
  return kind === "comprehensionExpr" ? below * literalLength(value) : below;
}

function literalLength(comprehension: unknown): number {
  const { iterRange } = comprehension as { readonly iterRange?: { readonly exprKind?: AnyNode } };
  const range = iterRange?.exprKind;
  if (range?.case !== "listExpr") return 1;
  return Math.max(1, (range.value as { readonly elements: readonly unknown[] }).elements.length);
}
