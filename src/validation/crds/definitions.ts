import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Origin, SourceDocument } from "../../diagnostics/origin.js";
import { at } from "../../diagnostics/origin.js";
import type { Fields, StructuralSchema } from "./structural-schema.js";
import { isRecord } from "./structural-schema.js";

/** One version of a kind, as its CustomResourceDefinition defines it. */
export interface Definition {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly served: boolean;
  /** What an API server warns users of this version of; undefined if the version is not deprecated. */
  readonly deprecation: string | undefined;
  /** Versions that are served and not deprecated, the one to recommend first. */
  readonly better: readonly string[];
  readonly schema: StructuralSchema;
  /** The schema in its file. */
  readonly origin: Origin;
}

/** An object of a file. */
export interface PlacedValue {
  readonly value: unknown;
  readonly document: SourceDocument;
}

/** By `apiVersion/Kind`. Objects that are no CustomResourceDefinitions are nobody's business here. */
export function definitionsAmong(values: readonly PlacedValue[], report: Report): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>();
  for (const { value, document } of values) {
    if (!isRecord(value) || value["kind"] !== "CustomResourceDefinition") continue;
    for (const definition of versionsOf(value, document, report)) {
      definitions.set(`${definition.apiVersion}/${definition.kind}`, definition);
    }
  }
  return definitions;
}

interface Version {
  readonly name: string;
  readonly served?: boolean;
  readonly deprecated?: boolean;
  readonly deprecationWarning?: string;
  readonly schema?: { readonly openAPIV3Schema?: unknown };
}

function versionsOf(value: Fields, document: SourceDocument, report: Report): readonly Definition[] {
  const { name = "without a name" } = (value["metadata"] ?? {}) as { readonly name?: string };
  const origin: Origin = { object: `CustomResourceDefinition ${name}`, path: [], document };
  const unusable = (where: Origin, because: string): readonly never[] => {
    report(diagnostic("WM2013", { origin: where, message: `${origin.object} cannot be used: ${because}` }));
    return [];
  };
  if (value["apiVersion"] !== "apiextensions.k8s.io/v1") {
    return unusable(at(origin, "apiVersion"), "only apiextensions.k8s.io/v1 is read");
  }
  const spec = value["spec"];
  if (!isRecord(spec) || !isRecord(spec["names"]) || typeof spec["group"] !== "string") {
    return unusable(at(origin, "spec"), "it has no spec with group, names and versions");
  }
  const { kind } = spec["names"];
  const versions = spec["versions"];
  if (typeof kind !== "string" || !Array.isArray(versions) || versions.some((version) => !isVersion(version))) {
    return unusable(at(origin, "spec", "versions"), "it names no kind, or no versions");
  }
  const all = versions as readonly Version[];
  const better = all.filter(isRecommended).map((version) => `${spec["group"]}/${version.name}`);
  return all.flatMap((version, index): readonly Definition[] => {
    const place = at(origin, "spec", "versions", index, "schema", "openAPIV3Schema");
    const schema = version.schema?.openAPIV3Schema;
    if (!isRecord(schema)) return unusable(at(origin, "spec", "versions", index), "a version has no schema");
    return [
      {
        apiVersion: `${spec["group"]}/${version.name}`,
        kind,
        namespaced: spec["scope"] !== "Cluster",
        served: version.served !== false,
        deprecation: deprecationOf(version, kind),
        better,
        schema,
        origin: place,
      },
    ];
  });
}

function isVersion(value: unknown): value is Version {
  return isRecord(value) && typeof value["name"] === "string";
}

function isRecommended({ served, deprecated }: Version): boolean {
  return served !== false && deprecated !== true;
}

function deprecationOf({ name, deprecated, deprecationWarning }: Version, kind: string): string | undefined {
  if (deprecated !== true) return undefined;
  return deprecationWarning ?? `the version ${name} of ${kind} is deprecated`;
}
