/** What a definition has against one object. Loads everything that evaluates CEL, which takes as long as reading 500 objects. */
import type { Diagnostic, Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { FieldPath, Origin } from "../../diagnostics/origin.js";
import { at, nameAt, pathText } from "../../diagnostics/origin.js";
import type { Definition } from "./definitions.js";
import { normalise } from "./normalised.js";
import type { RuleTree, RuleViolation } from "./rule-tree.js";
import { ruleTreeOf, ruleViolations } from "./rule-tree.js";
import { violationsOf } from "./structural-check.js";
import type { Fields } from "./structural-schema.js";
import { isRecord } from "./structural-schema.js";

/** Checks one object; may change it. */
export type ObjectCheck = (value: Fields, definition: Definition, origin: Origin) => readonly Diagnostic[];

/** Definitions are compiled when the first object of theirs comes; what is wrong with them is told to `report` then. */
export function objectCheck(report: Report): ObjectCheck {
  const trees = new Map<Definition, RuleTree | undefined>();
  const treeOf = (definition: Definition): RuleTree | undefined => {
    if (!trees.has(definition)) trees.set(definition, ruleTreeOf(definition.schema, definition.origin, report));
    return trees.get(definition);
  };
  return (value, definition, origin) => findingsOf(value, definition, { origin, treeOf });
}

interface Place {
  readonly origin: Origin;
  readonly treeOf: (definition: Definition) => RuleTree | undefined;
}

function findingsOf(value: Fields, definition: Definition, { origin, treeOf }: Place): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const { schema } = definition;
  const { metadata, ...own } = bodyOf(value, schema.properties);
  normalise(own, { schema, path: [], onUnknown: (path) => found.push(unknownField(origin, path)) });
  // Every object has the metadata of all objects, whatever its schema says of it: `type: object` in most.
  const body = metadata === undefined ? own : { ...own, metadata };
  const name = isRecord(value["metadata"]) ? value["metadata"]["name"] : undefined;
  if (typeof name !== "string" || name === "") {
    const message = `the ${definition.kind} has no metadata.name`;
    found.push(diagnostic("WM1008", { origin: nameAt(at(origin, "metadata")), message }));
  }
  const violations = violationsOf(body, schema);
  for (const { code, path, message } of violations) {
    const field = at(origin, ...path);
    found.push(diagnostic(code, { origin: code === "WM2002" ? nameAt(field) : field, message }));
  }
  if (violations.length > 0) return found;
  const tree = treeOf(definition);
  return tree === undefined ? found : [...found, ...ruleViolations(body, tree).map((one) => brokenRule(origin, one))];
}

/** The object without what API servers look after themselves; `status` is not the author's. */
function bodyOf(value: Fields, properties: Fields = {}): Record<string, unknown> {
  const { apiVersion, kind, metadata, status: _, ...rest } = value;
  const { name, generateName } = isRecord(metadata) ? metadata : {};
  const known = (field: string): boolean => Object.hasOwn(properties, field);
  return {
    ...(known("apiVersion") && { apiVersion }),
    ...(known("kind") && { kind }),
    ...(known("metadata") && { metadata: dropUndefined({ name, generateName }) }),
    ...rest,
  };
}

function dropUndefined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function unknownField(origin: Origin, path: FieldPath): Diagnostic {
  return diagnostic("WM2005", {
    origin: nameAt(at(origin, ...path)),
    message: `unknown field ${pathText(path)}`,
    advice: "It has no effect: remove it, or check its spelling and its indentation.",
  });
}

function brokenRule(origin: Origin, { path, rule, answer }: RuleViolation): Diagnostic {
  const where = at(origin, ...path);
  const name = path.length === 0 ? "the object" : pathText(path);
  if (answer.is === "broken") return diagnostic("WM2010", { origin: where, message: `${name}: ${answer.message}` });
  if (answer.is === "too-costly") {
    return diagnostic("WM2012", { origin: where, message: `${name}: the rule takes too many steps: ${rule}` });
  }
  return diagnostic("WM2011", { origin: where, message: `${name}: the rule fails with "${answer.because}": ${rule}` });
}
