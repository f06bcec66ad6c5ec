import { diagnostic } from "../diagnostics/diagnostic.js";
import { at, nameAt } from "../diagnostics/origin.js";
import { apiVersionOf, kindTable, recognise } from "./kind-table.js";
import { dnsLabel, dnsName, labelValue } from "./schema/forms.js";
import { integer, mapOf, text, withDefault } from "./schema/schema.js";
import { check, prepare } from "./schema/validator.js";
const setAside = { kind: "set-aside" };
/** Other fields of ObjectMeta are an API server's business. */
const metadataSchema = {
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
export function readResource(raw, document, report) {
    const origin = { object: "document", path: [], ...(document !== undefined && { document }) };
    const reject = (message, where = origin) => {
        report(diagnostic("WM1008", { origin: where, message }));
        return setAside;
    };
    if (!isRecord(raw))
        return reject("a manifest must be an object with apiVersion, kind and metadata");
    const { apiVersion, kind } = raw;
    if (typeof kind !== "string" || kind === "")
        return reject('the object has no "kind"');
    if (typeof apiVersion !== "string" || apiVersion === "")
        return reject(`the ${kind} has no "apiVersion"`);
    const recognised = recognise(apiVersion, kind);
    if (recognised.is === "unknown")
        return { kind: "foreign", gvk: `${apiVersion}/${kind}` };
    if (!isRecord(raw["metadata"]))
        return reject(`the ${kind} has no "metadata"`);
    const named = { ...origin, object: objectText(recognised.row, raw["metadata"]) };
    if (recognised.is === "other-version")
        return otherVersion(recognised.row, apiVersion, { origin: named, report });
    if (raw["metadata"]["name"] === undefined)
        return reject(`the ${kind} has no metadata.name`, at(named, "metadata"));
    return readKnown(raw, recognised.row, { origin: named, report });
}
/** `resource` without its place. */
export function acceptedObject({ origin: _, ...accepted }) {
    return accepted;
}
/**
 * The resource that `readResource` made of an object that it had nothing to say about, at home in `document`. Checks
 * nothing: `accepted` must be of the same `acceptanceRules()`.
 */
export function restoredResource(accepted, document) {
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
export function acceptanceRules() {
    return JSON.stringify([metadataSchema, kindTable]);
}
/** Makes ready to check objects of this kind, which otherwise the first of them waits for: 10 to 100 ms. */
export function prepareKind(kind) {
    prepare(metadataSchema);
    prepare(kindTable[kind].schema);
}
function readKnown(raw, row, place) {
    const { apiVersion, kind, metadata, status, ...rest } = raw;
    const body = row.body === "object" ? rest : (rest["spec"] ?? {});
    const sound = checked(metadata, metadataSchema, { ...place, origin: at(place.origin, "metadata") });
    const fits = checked(body, row.schema, row.body === "object" ? place : { ...place, origin: at(place.origin, "spec") });
    if (row.body === "spec")
        reportStrayFields(rest, place);
    if (!sound)
        return setAside;
    const accepted = fits ? body : row.failClosed?.(body);
    if (accepted === undefined)
        return setAside;
    if (!fits)
        reportFailClosed(place);
    const resource = {
        kind: row.kind,
        apiVersion: String(apiVersion),
        metadata: metadataOf(metadata, row, place),
        spec: accepted,
        ...(status !== undefined && status !== null && { status }),
        origin: place.origin,
    };
    return { kind: fits ? "resource" : "fail-closed", resource: resource };
}
function reportFailClosed({ origin, report }) {
    report(diagnostic("WM2008", {
        origin: nameAt(at(origin, "spec")),
        message: `${origin.object} denies everything it applies to until its errors are corrected`,
    }));
}
/** What is wrong is that a field is there, or what is below it: the value as a whole would be much to point at. */
const aboutNames = new Set(["WM2002", "WM2005", "WM2006", "WM2007"]);
/** Checks and reports; the origin of `place` is that of `value`. */
function checked(value, schema, { origin, report }) {
    const verdict = check(schema, value);
    for (const { code, path, message, advice, fix } of verdict.violations) {
        const field = at(origin, ...path);
        report(diagnostic(code, {
            origin: aboutNames.has(code) ? nameAt(field) : field,
            message: prefixed(message, origin),
            advice,
            fix,
        }));
    }
    return verdict.accepted;
}
/** Violations speak of fields below the checked value; users count from the top of the object. */
function prefixed(message, origin) {
    const [prefix] = origin.path;
    if (prefix === undefined)
        return message;
    if (message.startsWith("the object "))
        return message.replace("the object", String(prefix));
    if (message.startsWith("unknown field "))
        return message.replace("unknown field ", `unknown field ${prefix}.`);
    return `${prefix}.${message}`;
}
/** `parentRefs` beside `spec` instead of below it. */
function reportStrayFields(rest, { origin, report }) {
    for (const name of Object.keys(rest)) {
        if (name === "spec")
            continue;
        const advice = "It has no effect: most fields of an object belong below spec.";
        report(diagnostic("WM2005", { origin: nameAt(at(origin, name)), message: `unknown field ${name}`, advice }));
    }
}
function metadataOf(raw, row, { origin, report }) {
    const { name, labels, annotations, creationTimestamp, generation } = raw;
    return {
        name,
        namespace: row.scope === "cluster" ? "" : namespaceOf(raw, { origin, report }),
        labels,
        annotations,
        ...(creationTimestamp !== undefined && { creationTimestamp }),
        ...(generation !== undefined && { generation }),
    };
}
function namespaceOf(raw, { origin, report }) {
    const namespace = raw["namespace"];
    if (typeof namespace === "string" && namespace !== "")
        return namespace;
    report(diagnostic("WM1010", {
        origin: nameAt(at(origin, "metadata")),
        message: `${origin.object} has no namespace and is taken to be in the namespace default`,
        advice: "Add metadata.namespace.",
    }));
    return "default";
}
function otherVersion(row, apiVersion, { origin, report }) {
    report(diagnostic("WM1011", {
        origin: at(origin, "apiVersion"),
        message: `${row.kind} is not read in the version ${apiVersion}`,
        advice: `Use apiVersion: ${apiVersionOf(row)}.`,
    }));
    return setAside;
}
function objectText(row, { name, namespace }) {
    const shown = typeof name === "string" && name !== "" ? name : "without a name";
    if (row.scope === "cluster")
        return `${row.kind} ${shown}`;
    return `${row.kind} ${typeof namespace === "string" && namespace !== "" ? namespace : "default"}/${shown}`;
}
function isRecord(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
//# sourceMappingURL=read-resource.js.map