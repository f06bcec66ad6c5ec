import type { DiagnosticCode } from "../diagnostics/catalogue.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin, SourceDocument } from "../diagnostics/origin.js";
import { at, nameAt } from "../diagnostics/origin.js";
import type { KindRow } from "./kind-table.js";
import { apiVersionOf, kindTable, recognise } from "./kind-table.js";
import type { Kind, Metadata, Resource } from "./resource.js";
import { dnsLabel, dnsName, labelValue } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { integer, mapOf, text, withDefault } from "./schema/schema.js";
import { check, prepare } from "./schema/validator.js";

/** What became of one object. */
export type ReadOutcome =
  | { readonly kind: "resource"; readonly resource: Resource }
  /** Not usable, as was reported; meanwhile this stands for it, and denies what it would have judged. */
  | { readonly kind: "fail-closed"; readonly resource: Resource }
  /** Not for waymark: `group/version/Kind`, counted and otherwise ignored. */
  | { readonly kind: "foreign"; readonly gvk: string }
  /** A mesh test: for `waymark test` to read, and nobody else. */
  | { readonly kind: "test" }
  /** Not usable; why was reported. */
  | { readonly kind: "set-aside" };

const setAside: ReadOutcome = { kind: "set-aside" };

/** Other fields of ObjectMeta are an API server's business. */
const metadataSchema: Schema = {
  type: "object",
  properties: {
    name: dnsName,
    namespace: { ...dnsLabel, minLength: 0, pattern: `^$|${dnsLabel.pattern}` },
    labels: withDefault({}, mapOf(labelValue)),
    annotations: withDefault({}, mapOf(text)),
    creationTimestamp: text,
    generation: integer(0, Number.MAX_SAFE_INTEGER),
  },
  required: ["name"],
  additionalProperties: true,
};

/**
 * Reads one object as parsed from YAML or JSON: recognises its kind, checks it, applies defaults. Takes `raw` over: it
 * becomes part of the resource and must not be changed or read in again afterwards.
 */
export function readResource(raw: unknown, document: SourceDocument | undefined, report: Report): ReadOutcome {
  const origin: Origin = { object: "document", path: [], ...(document !== undefined && { document }) };
  const reject = (message: string, where: Origin = origin): ReadOutcome => {
    report(diagnostic("WM1008", { origin: where, message }));
    return setAside;
  };
  if (!isRecord(raw)) return reject("a manifest must be an object with apiVersion, kind and metadata");
  const { apiVersion, kind } = raw;
  if (typeof kind !== "string" || kind === "") return reject('the object has no "kind"');
  if (typeof apiVersion !== "string" || apiVersion === "") return reject(`the ${kind} has no "apiVersion"`);
  if (isMeshTest(raw)) return { kind: "test" };
  const recognised = recognise(apiVersion, kind);
  if (recognised.is === "unknown") return { kind: "foreign", gvk: `${apiVersion}/${kind}` };
  if (!isRecord(raw["metadata"])) return reject(`the ${kind} has no "metadata"`);
  const named = { ...origin, object: objectText(recognised.row, raw["metadata"]) };
  if (recognised.is === "other-version") return otherVersion(recognised.row, apiVersion, { origin: named, report });
  if (raw["metadata"]["name"] === undefined) return reject(`the ${kind} has no metadata.name`, at(named, "metadata"));
  return readKnown(raw, recognised.row, { origin: named, report });
}

/** Whether an object as it was parsed is a mesh test, of whatever version. */
export function isMeshTest(raw: unknown): raw is Record<string, unknown> {
  return isRecord(raw) && raw["kind"] === "MeshTest" && String(raw["apiVersion"]).startsWith("waymark.dev/");
}

/** An object that was accepted, without the place it came from: what can be written down and read again. */
export type AcceptedObject = Omit<Resource, "origin">;

/** `resource` without its place. */
export function acceptedObject({ origin: _, ...accepted }: Resource): AcceptedObject {
  return accepted;
}

/**
 * The resource that `readResource` made of an object that it had nothing to say about, at home in `document`. Checks
 * nothing: `accepted` must be of the same `acceptanceRules()`.
 */
export function restoredResource(accepted: AcceptedObject, document: SourceDocument): Resource {
  const { kind, apiVersion, metadata, spec, status } = accepted;
  const object = objectText(kindTable[kind], metadata);
  return {
    kind,
    apiVersion,
    metadata,
    spec,
    ...(status !== undefined && { status }),
    origin: { object, path: [], document },
  };
}

/** What decides about objects apart from the program itself: another text, another outcome. */
export function acceptanceRules(): string {
  return JSON.stringify([metadataSchema, kindTable]);
}

/** Makes ready to check objects of this kind, which otherwise the first of them waits for: 10 to 100 ms. */
export function prepareKind(kind: Kind): void {
  prepare(metadataSchema);
  prepare(kindTable[kind].schema);
}

function withoutSpec({ origin, report }: Place): ReadOutcome {
  report(diagnostic("WM2002", { origin, message: `${origin.object} has no "spec"`, advice: 'Add "spec".' }));
  return setAside;
}

export interface Place {
  readonly origin: Origin;
  readonly report: Report;
}

function readKnown(raw: Record<string, unknown>, row: KindRow, place: Place): ReadOutcome {
  const { apiVersion, kind, metadata, status, ...rest } = raw;
  if (row.needsSpec === true && (rest["spec"] ?? undefined) === undefined) return withoutSpec(place);
  const body = row.body === "object" ? rest : (rest["spec"] ?? {});
  const sound = checked(metadata, metadataSchema, { ...place, origin: at(place.origin, "metadata") });
  const fits = checked(
    body,
    row.schema,
    row.body === "object" ? place : { ...place, origin: at(place.origin, "spec") },
  );
  if (row.body === "spec") reportStrayFields(rest, place);
  if (!sound) return setAside;
  const accepted = fits ? (row.kept?.(body) ?? body) : row.failClosed?.(body);
  if (accepted === undefined) return setAside;
  if (!fits) reportFailClosed(place);
  const resource = {
    kind: row.kind,
    apiVersion: String(apiVersion),
    metadata: metadataOf(metadata as Record<string, unknown>, row, place),
    spec: accepted,
    ...(status !== undefined && status !== null && { status }),
    origin: place.origin,
  };
  return { kind: fits ? "resource" : "fail-closed", resource: resource as Resource };
}

function reportFailClosed({ origin, report }: Place): void {
  report(
    diagnostic("WM2008", {
      origin: nameAt(at(origin, "spec")),
      message: `${origin.object} denies everything it applies to until its errors are corrected`,
    }),
  );
}

/** What is wrong is that a field is there, or what is below it: the value as a whole would be much to point at. */
const aboutNames: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>(["WM2002", "WM2005", "WM2006", "WM2007"]);

/** Checks `value`, which becomes the caller's own with its defaults, and reports; the origin of `place` is that of `value`. */
export function checked(value: unknown, schema: Schema, { origin, report }: Place): boolean {
  const verdict = check(schema, value);
  for (const { code, path, message, advice, fix } of verdict.violations) {
    const field = at(origin, ...path);
    report(
      diagnostic(code, {
        origin: aboutNames.has(code) ? nameAt(field) : field,
        message: prefixed(message, origin),
        advice,
        fix,
      }),
    );
  }
  return verdict.accepted;
}

/** Violations speak of fields below the checked value; users count from the top of the object. */
function prefixed(message: string, origin: Origin): string {
  const [prefix] = origin.path;
  if (prefix === undefined) return message;
  if (message.startsWith("the object ")) return message.replace("the object", String(prefix));
  if (message.startsWith("unknown field ")) return message.replace("unknown field ", `unknown field ${prefix}.`);
  return `${prefix}.${message}`;
}

/** `parentRefs` beside `spec` instead of below it. */
function reportStrayFields(rest: Record<string, unknown>, { origin, report }: Place): void {
  for (const name of Object.keys(rest)) {
    if (name === "spec") continue;
    const advice = "It has no effect: most fields of an object belong below spec.";
    report(diagnostic("WM2005", { origin: nameAt(at(origin, name)), message: `unknown field ${name}`, advice }));
  }
}

function metadataOf(raw: Record<string, unknown>, row: KindRow, { origin, report }: Place): Metadata {
  const { name, labels, annotations, creationTimestamp, generation } = raw as unknown as Metadata;
  return {
    name,
    namespace: row.scope === "cluster" ? "" : namespaceOf(raw, { origin, report }),
    labels,
    annotations,
    ...(creationTimestamp !== undefined && { creationTimestamp }),
    ...(generation !== undefined && { generation }),
  };
}

function namespaceOf(raw: Record<string, unknown>, { origin, report }: Place): string {
  const namespace = raw["namespace"];
  if (typeof namespace === "string" && namespace !== "") return namespace;
  report(
    diagnostic("WM1010", {
      origin: nameAt(at(origin, "metadata")),
      message: `${origin.object} has no namespace and is taken to be in the namespace default`,
      advice: "Add metadata.namespace.",
    }),
  );
  return "default";
}

function otherVersion(row: KindRow, apiVersion: string, { origin, report }: Place): ReadOutcome {
  report(
    diagnostic("WM1011", {
      origin: at(origin, "apiVersion"),
      message: `${row.kind} is not read in the version ${apiVersion}`,
      advice: `Use apiVersion: ${apiVersionOf(row)}.`,
    }),
  );
  return setAside;
}

function objectText(
  row: KindRow,
  { name, namespace }: { readonly name?: unknown; readonly namespace?: unknown },
): string {
  const shown = typeof name === "string" && name !== "" ? name : "without a name";
  if (row.scope === "cluster") return `${row.kind} ${shown}`;
  return `${row.kind} ${typeof namespace === "string" && namespace !== "" ? namespace : "default"}/${shown}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
