import type { Diagnostic, Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceDocument } from "../diagnostics/origin.js";
import { readResource } from "../model/read-resource.js";
import type { Resource } from "../model/resource.js";
import type { Inspector } from "./inspector.js";
import { meshConfigIn } from "./mesh-config-map.js";
import type { Parsed } from "./parse-document.js";

/** What one document holds. */
export interface DocumentOutcome {
  readonly resources: readonly Resource[];
  /** Those of `resources` that stand for objects that could not be accepted; what was accepted earlier is better. */
  readonly standIns: ReadonlySet<Resource>;
  /** `apiVersion/Kind` of objects that waymark does not read, one entry each. */
  readonly foreign: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether everything in it was accepted; otherwise what is missing may be meant to be there. */
  readonly complete: boolean;
}

/** Reads the objects of one parsed document; takes its value over. */
export function readDocument(parsed: Parsed, document: SourceDocument, inspector?: Inspector): DocumentOutcome {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (finding) => diagnostics.push(finding);
  if (parsed.kind === "broken") {
    report(brokenDocument(parsed, document));
    return { resources: [], standIns: new Set(), foreign: [], diagnostics, complete: false };
  }
  const resources: Resource[] = [];
  const standIns = new Set<Resource>();
  const foreign: string[] = [];
  let complete = true;
  for (const { value, within } of objectsIn(parsed.value)) {
    const place = { ...document, within };
    const inspect = inspection(value, inspector);
    const before = diagnostics.length;
    const outcome = readResource(meshConfigIn(value) ?? value, place, report);
    if (outcome.kind === "resource" || outcome.kind === "foreign") {
      inspect?.(place, unlessSaid(diagnostics.slice(before), report));
    }
    if (outcome.kind === "resource" || outcome.kind === "fail-closed") resources.push(outcome.resource);
    if (outcome.kind === "fail-closed") standIns.add(outcome.resource);
    if (outcome.kind === "foreign") foreign.push(outcome.gvk);
    complete &&= outcome.kind === "resource" || outcome.kind === "foreign" || outcome.kind === "test";
  }
  return { resources, standIns, foreign, diagnostics, complete };
}

/** What the inspector has to do with this value, which reading takes over. */
function inspection(
  value: unknown,
  inspector: Inspector | undefined,
): ((document: SourceDocument, report: Report) => void) | undefined {
  const { apiVersion, kind } = (value ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  if (typeof apiVersion !== "string" || typeof kind !== "string" || !inspector?.knows(apiVersion, kind)) return;
  const copy = structuredClone(value) as Readonly<Record<string, unknown>>;
  return (document, report) => inspector.inspect(copy, document, report);
}

/** Two schemas of one kind may find the same. */
function unlessSaid(said: readonly Diagnostic[], report: Report): Report {
  const place = ({ code, origin }: Diagnostic): string => JSON.stringify([code, origin?.path]);
  const places = new Set(said.map(place));
  return (found) => {
    if (!places.has(place(found))) report(found);
  };
}

interface PlacedObject {
  readonly value: unknown;
  readonly within: SourceDocument["within"];
}

/** The objects of a document: itself, or the items of a `List` (`HTTPRouteList`, …), lists in lists included. */
export function objectsIn(value: unknown, within: SourceDocument["within"] = []): readonly PlacedObject[] {
  if (value === null || value === undefined) return [];
  if (!isList(value)) return [{ value, within }];
  return (value.items ?? []).flatMap((item, index) => {
    const place = [...within, "items", index];
    return objectsIn(withListType(item, value), place);
  });
}

interface KubernetesList {
  readonly apiVersion?: unknown;
  readonly kind: string;
  readonly items?: readonly unknown[] | null;
}

function isList(value: unknown): value is KubernetesList {
  const { kind, items } = value as Partial<KubernetesList>;
  return typeof kind === "string" && kind.endsWith("List") && (Array.isArray(items) || items === null);
}

/** Items of a typed list (as API servers answer it) leave out the type that the list has told. */
function withListType(item: unknown, { apiVersion, kind }: KubernetesList): unknown {
  if (kind === "List" || typeof item !== "object" || item === null || "kind" in item) return item;
  return { apiVersion, kind: kind.slice(0, -"List".length), ...item };
}

/** The offset is told in the message's place only by lines, so the origin points to the document and `offset` into it. */
export function brokenDocument(parsed: Parsed & { readonly kind: "broken" }, document: SourceDocument): Diagnostic {
  const start = Math.min(document.start + parsed.offset, document.end);
  return diagnostic("WM1005", {
    origin: { object: "document", path: [], document: { ...document, start } },
    message: `the document is not valid YAML: ${parsed.message}`,
    advice: "The other documents of the file are in effect.",
  });
}
