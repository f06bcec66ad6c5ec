import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { diagnostic } from "../diagnostics/diagnostic.js";
/** The files of `envoy-templates/`, each with the message type that it must be when its holes are filled. */
export const templateTypes = {
    "bootstrap.yaml": "envoy.config.bootstrap.v3.Bootstrap",
    "connect-originate.yaml": "envoy.config.listener.v3.Listener",
    "connect-terminate.yaml": "envoy.config.listener.v3.Listener",
    "node-proxy-bootstrap.yaml": "envoy.config.bootstrap.v3.Bootstrap",
    "xds-cluster.yaml": "envoy.config.cluster.v3.Cluster",
};
/**
 * Fills the holes of a template. A hole that is the whole of a text (`"{{ xds.port }}"`) becomes the value itself, one
 * inside a text becomes part of it. Every given value must be used: a template that leaves one out has lost a piece.
 */
export function fillTemplate(template, values) {
    const origin = templateOrigin(template);
    const lines = new LineCounter();
    const document = parseDocument(template.text, { lineCounter: lines });
    const [error] = document.errors;
    if (error !== undefined)
        return refused("WM7001", origin, error.message);
    const findings = [];
    const used = new Set();
    const fill = (text, path) => {
        for (const [, name = ""] of text.matchAll(hole)) {
            used.add(name);
            if (name in values)
                continue;
            const known = Object.keys(values).sort().join(", ");
            findings.push(unknownHole({ ...origin, path }, name, known));
        }
        return filledText(text, values);
    };
    const value = filledNode(document.contents, [], fill);
    for (const name of Object.keys(values).sort())
        if (!used.has(name))
            findings.push(unusedValue(origin, name));
    return findings.length > 0 ? { diagnostics: findings } : { value: value ?? null, diagnostics: [] };
}
/** The same, and what came out is checked against the message type of the template. */
export function filledTemplate({ templates, misfit }, name, values) {
    const filled = fillTemplate(templates[name], values);
    if (filled.value === undefined)
        return filled;
    const found = misfit(templateTypes[name], filled.value);
    if (found === undefined)
        return filled;
    return refused("WM7004", { ...templateOrigin(templates[name]), path: fieldPath(found.path) }, found.reason);
}
const hole = /\{\{\s*([\w.-]+)\s*\}\}/g;
const onlyHole = /^\{\{\s*([\w.-]+)\s*\}\}$/;
function filledText(text, values) {
    const whole = onlyHole.exec(text)?.[1];
    if (whole !== undefined)
        return values[whole];
    return text.replaceAll(hole, (_, name) => String(values[name] ?? ""));
}
function filledNode(node, path, fill) {
    if (isSeq(node)) {
        return node.items.map((item, index) => filledNode(item, [...path, index], fill)).filter((it) => it !== undefined);
    }
    if (isMap(node)) {
        const entries = node.items.flatMap(({ key, value }) => {
            const name = String(isScalar(key) ? key.value : key);
            const filled = filledNode(value, [...path, name], fill);
            return filled === undefined ? [] : [[name, filled]];
        });
        return Object.fromEntries(entries);
    }
    const scalar = isScalar(node) ? node.value : null;
    return typeof scalar === "string" ? fill(scalar, path) : scalar;
}
function templateOrigin({ file, text }) {
    return {
        object: `template ${file.slice(file.lastIndexOf("/") + 1)}`,
        path: [],
        document: { source: { file, text }, start: 0, end: text.length, within: [] },
    };
}
/** `filter_chains[0].name` as keys and indices. */
function fieldPath(text) {
    return [...text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, key = ""]) => quoted ?? (index === undefined ? key : Number(index)));
}
function unknownHole(origin, name, known) {
    return diagnostic("WM7002", {
        origin,
        message: `nothing is known to fill {{ ${name} }} with`,
        advice: `known here: ${known}`,
    });
}
function unusedValue(origin, name) {
    return diagnostic("WM7003", {
        origin,
        message: `{{ ${name} }} does not occur`,
        advice: "take the built-in template of this name and edit a copy of it",
    });
}
function refused(code, origin, message) {
    return { diagnostics: [diagnostic(code, { origin, message })] };
}
//# sourceMappingURL=templates.js.map