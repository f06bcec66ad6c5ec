/** Checks objects against the CustomResourceDefinitions of their kinds, as an API server that has them would. */
import { createHash } from "node:crypto";
import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Origin, SourceDocument } from "../../diagnostics/origin.js";
import { at } from "../../diagnostics/origin.js";
import type { PlacedValue } from "./definitions.js";
import { definitionsAmong } from "./definitions.js";
import type { ObjectCheck } from "./object-check.js";
import type { Fields } from "./structural-schema.js";
import { isRecord } from "./structural-schema.js";

/** See `Inspector` in `sources/`. */
export interface DefinitionInspector {
  readonly rules: string;
  /** Nothing was found wrong with the definitions so far. */
  readonly isSound: boolean;
  ready(): Promise<void>;
  knows(apiVersion: string, kind: string): boolean;
  inspect(value: Fields, document: SourceDocument, report: Report): void;
}

/** More would not help anybody. */
const mostFindings = 20;

/**
 * What checks objects of the kinds that these values define. What is wrong with the definitions is told to `tell`: at
 * once, or when the first object of theirs comes.
 */
export function definitionInspector(values: readonly PlacedValue[], tell: Report): DefinitionInspector {
  let isSound = true;
  const report: Report = (found) => {
    isSound = false;
    tell(found);
  };
  const definitions = definitionsAmong(values, report);
  let check: ObjectCheck | undefined;
  const kinds = new Map([...definitions.values()].map((one) => [groupKind(one.apiVersion, one.kind), one]));
  const digest = createHash("sha256");
  for (const text of new Set(values.map(({ document }) => document.source.text))) digest.update(text).update("\0");
  return {
    rules: digest.digest("hex"),
    get isSound() {
      return isSound;
    },
    async ready() {
      const { objectCheck } = await import("./object-check.js");
      check ??= objectCheck(report);
    },
    knows: (apiVersion, kind) => kinds.has(groupKind(apiVersion, kind)),
    inspect(value, document, tell) {
      if (check === undefined) throw new Error("an inspector inspects once it is ready");
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
      const findings = check(value, definition, origin);
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
