import { diagnostic } from "../diagnostics/diagnostic.js";
import { readResource } from "../model/read-resource.js";
import { meshConfigIn } from "./mesh-config-map.js";
/** Reads the objects of one parsed document; takes its value over. */
export function readDocument(parsed, document, inspector) {
    const diagnostics = [];
    const report = (finding) => diagnostics.push(finding);
    if (parsed.kind === "broken") {
        report(brokenDocument(parsed, document));
        return { resources: [], standIns: new Set(), foreign: [], diagnostics, complete: false };
    }
    const resources = [];
    const standIns = new Set();
    const foreign = [];
    let complete = true;
    for (const { value, within } of objectsIn(parsed.value)) {
        const place = { ...document, within };
        const inspect = inspection(value, inspector);
        const before = diagnostics.length;
        const outcome = readResource(meshConfigIn(value) ?? value, place, report);
        if (outcome.kind === "resource" || outcome.kind === "foreign") {
            inspect?.(place, unlessSaid(diagnostics.slice(before), report));
        }
        if (outcome.kind === "resource" || outcome.kind === "fail-closed")
            resources.push(outcome.resource);
        if (outcome.kind === "fail-closed")
            standIns.add(outcome.resource);
        if (outcome.kind === "foreign")
            foreign.push(outcome.gvk);
        complete &&= outcome.kind === "resource" || outcome.kind === "foreign";
    }
    return { resources, standIns, foreign, diagnostics, complete };
}
/** What the inspector has to do with this value, which reading takes over. */
function inspection(value, inspector) {
    const { apiVersion, kind } = (value ?? {});
    if (typeof apiVersion !== "string" || typeof kind !== "string" || !inspector?.knows(apiVersion, kind))
        return;
    const copy = structuredClone(value);
    return (document, report) => inspector.inspect(copy, document, report);
}
/** Two schemas of one kind may find the same. */
function unlessSaid(said, report) {
    const place = ({ code, origin }) => JSON.stringify([code, origin?.path]);
    const places = new Set(said.map(place));
    return (found) => {
        if (!places.has(place(found)))
            report(found);
    };
}
/** The objects of a document: itself, or the items of a `List` (`HTTPRouteList`, …), lists in lists included. */
export function objectsIn(value, within = []) {
    if (value === null || value === undefined)
        return [];
    if (!isList(value))
        return [{ value, within }];
    return (value.items ?? []).flatMap((item, index) => {
        const place = [...within, "items", index];
        return objectsIn(withListType(item, value), place);
    });
}
function isList(value) {
    const { kind, items } = value;
    return typeof kind === "string" && kind.endsWith("List") && (Array.isArray(items) || items === null);
}
/** Items of a typed list (as API servers answer it) leave out the type that the list has told. */
function withListType(item, { apiVersion, kind }) {
    if (kind === "List" || typeof item !== "object" || item === null || "kind" in item)
        return item;
    return { apiVersion, kind: kind.slice(0, -"List".length), ...item };
}
/** The offset is told in the message's place only by lines, so the origin points to the document and `offset` into it. */
export function brokenDocument(parsed, document) {
    const start = Math.min(document.start + parsed.offset, document.end);
    return diagnostic("WM1005", {
        origin: { object: "document", path: [], document: { ...document, start } },
        message: `the document is not valid YAML: ${parsed.message}`,
        advice: "The other documents of the file are in effect.",
    });
}
//# sourceMappingURL=read-document.js.map