/** Checks objects against the CustomResourceDefinitions of their kinds, as an API server that has them would. */
import { createHash } from "node:crypto";
import type { Diagnostic, Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { FieldPath, Origin, SourceDocument } from "../../diagnostics/origin.js";
import { at, nameAt, pathText } from "../../diagnostics/origin.js";
import type { Definition, PlacedValue } from "./definitions.js";
import { definitionsAmong } from "./definitions.js";
import { normalise } from "./normalised.js";
import type { RuleTree, RuleViolation } from "./rule-tree.js";
import { ruleTreeOf, ruleViolations } from "./rule-tree.js";
import { violationsOf } from "./structural-check.js";
import type { Fields } from "./structural-schema.js";
import { isRecord } from "./structural-schema.js";

/** See `Inspector` in `sources/`. */
export interface DefinitionInspector {
  readonly rules: string;
  knows(apiVersion: string, kind: string): boolean;
  inspect(value: Fields, document: SourceDocument, report: Report): void;
}

/** More would not help anybody. */
const mostFindings = 20;

/**
 * What checks objects of the kinds that these values define. Definitions are compiled when the first object of theirs
 * comes; what is wrong with them is told to `report` then.
 */
export function definitionInspector(values: readonly PlacedValue[], report: Report): DefinitionInspector {
  const definitions = definitionsAmong(values, report);
  const trees = new Map<Definition, RuleTree | undefined>();
  const treeOf = (definition: Definition): RuleTree | undefined => {
    if (!trees.has(definition)) trees.set(definition, ruleTreeOf(definition.schema, definition.origin, report));
    return trees.get(definition);
  };
  const kinds = new Map([...definitions.values()].map((one) => [groupKind(one.apiVersion, one.kind), one]));
  const digest = createHash("sha256");
  for (const { value } of values) digest.update(JSON.stringify(value));
  return {
    rules: digest.digest("hex"),
    knows: (apiVersion, kind) => kinds.has(groupKind(apiVersion, kind)),
    inspect(value, document, tell) {
      const { apiVersion, kind } = value as { readonly apiVersion: string; readonly kind: string };
      const origin = originOf(value, document);
      const definition = definitions.get(`${apiVersion}/${kind}`);
      const better = (definition ?? kinds.get(groupKind(apiVersion, kind)))?.better ?? [];
      const advice = better.length === 0 ? {} : { advice: `Use ${better.at(-1)}.` };
      if (definition?.served !== true) {
        const message = `${kind} is not served in the version ${apiVersion}`;
        tell(diagnostic("WM2015", { origin: at(origin, "apiVersion"), message, ...advice }));
        return;
      }
      if (definition.deprecation !== undefined) {
        tell(diagnostic("WM2016", { origin: at(origin, "apiVersion"), message: definition.deprecation, ...advice }));
      }
      const findings = findingsOf(value, definition, { origin, treeOf });
      // What refuses the object must not drown in names that nobody knows.
      const errors = findings.filter(({ severity }) => severity === "error");
      const milder = findings.filter(({ severity }) => severity !== "error");
      for (const found of [...errors, ...milder].slice(0, mostFindings)) tell(found);
    },
  };
}

function groupKind(apiVersion: string, kind: string): string {
  return `${apiVersion.slice(0, Math.max(0, apiVersion.lastIndexOf("/")))}/${kind}`;
}

function originOf({ kind, metadata }: Fields, document: SourceDocument): Origin {
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  const own = typeof name === "string" ? name : "without a name";
  const object = `${kind} ${typeof namespace === "string" ? `${namespace}/` : ""}${own}`;
  return { object, path: [], document };
}

interface Place {
  readonly origin: Origin;
  readonly treeOf: (definition: Definition) => RuleTree | undefined;
}

function findingsOf(value: Fields, definition: Definition, { origin, treeOf }: Place): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const { schema } = definition;
  const body = bodyOf(value, schema.properties);
  normalise(body, { schema, path: [], onUnknown: (path) => found.push(unknownField(origin, path)) });
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
