import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import type { FieldPath, Origin } from "../diagnostics/origin.js";

/** The files of `envoy-templates/`, each with the message type that it must be when its holes are filled. */
export const templateTypes = {
  "bootstrap.yaml": "envoy.config.bootstrap.v3.Bootstrap",
  "connect-originate.yaml": "envoy.config.listener.v3.Listener",
  "connect-terminate.yaml": "envoy.config.listener.v3.Listener",
  "node-proxy-bootstrap.yaml": "envoy.config.bootstrap.v3.Bootstrap",
  "xds-cluster.yaml": "envoy.config.cluster.v3.Cluster",
} as const;

export type TemplateName = keyof typeof templateTypes;

/** All templates: those that the user replaced, and ours for the rest. */
export type Templates = Readonly<Record<TemplateName, Template>>;

/** A template as it was read. `file` is the path that diagnostics show. */
export interface Template {
  readonly file: string;
  readonly text: string;
}

/** ProtoJSON as it stands in Envoy's YAML. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What goes into the holes; undefined: nothing, and the field goes with it. */
export type HoleValues = Readonly<Record<string, Json | undefined>>;

/** The first thing that Envoy would not understand, if there is one: the path as `a.b[0].c`. */
export type Misfit = (
  type: (typeof templateTypes)[TemplateName],
  json: Json,
) => { readonly path: string; readonly reason: string } | undefined;

/** A filled template, or what is wrong with it. */
export type Filled =
  | { readonly value: Json; readonly diagnostics: readonly [] }
  | { readonly value?: undefined; readonly diagnostics: readonly Diagnostic[] };

/**
 * Fills the holes of a template. A hole that is the whole of a text (`"{{ xds.port }}"`) becomes the value itself, one
 * inside a text becomes part of it. Every given value must be used: a template that leaves one out has lost a piece.
 */
export function fillTemplate(template: Template, values: HoleValues): Filled {
  const origin = templateOrigin(template);
  const lines = new LineCounter();
  const document = parseDocument(template.text, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) return refused("WM7001", origin, error.message);
  const findings: Diagnostic[] = [];
  const used = new Set<string>();
  const fill = (text: string, path: FieldPath): Json | undefined => {
    for (const [, name = ""] of text.matchAll(hole)) {
      used.add(name);
      if (name in values) continue;
      const known = Object.keys(values).sort().join(", ");
      findings.push(unknownHole({ ...origin, path }, name, known));
    }
    return filledText(text, values);
  };
  const value = filledNode(document.contents as Node | null, [], fill);
  for (const name of Object.keys(values).sort()) if (!used.has(name)) findings.push(unusedValue(origin, name));
  return findings.length > 0 ? { diagnostics: findings } : { value: value ?? null, diagnostics: [] };
}

/** The same, and what came out is checked against the message type of the template. */
export function filledTemplate(
  { templates, misfit }: { readonly templates: Templates; readonly misfit: Misfit },
  name: TemplateName,
  values: HoleValues,
): Filled {
  const filled = fillTemplate(templates[name], values);
  if (filled.value === undefined) return filled;
  const found = misfit(templateTypes[name], filled.value);
  if (found === undefined) return filled;
  return refused("WM7004", { ...templateOrigin(templates[name]), path: fieldPath(found.path) }, found.reason);
}

const hole = /\{\{\s*([\w.-]+)\s*\}\}/g;
const onlyHole = /^\{\{\s*([\w.-]+)\s*\}\}$/;

function filledText(text: string, values: HoleValues): Json | undefined {
  const whole = onlyHole.exec(text)?.[1];
  if (whole !== undefined) return values[whole];
  return text.replaceAll(hole, (_, name: string) => String(values[name] ?? ""));
}

type Fill = (text: string, path: FieldPath) => Json | undefined;

function filledNode(node: unknown, path: FieldPath, fill: Fill): Json | undefined {
  if (isSeq(node)) {
    return node.items.map((item, index) => filledNode(item, [...path, index], fill)).filter((it) => it !== undefined);
  }
  if (isMap(node)) {
    const entries = node.items.flatMap(({ key, value }): [string, Json][] => {
      const name = String(isScalar(key) ? key.value : key);
      const filled = filledNode(value, [...path, name], fill);
      return filled === undefined ? [] : [[name, filled]];
    });
    return Object.fromEntries(entries);
  }
  const scalar = isScalar(node) ? node.value : null;
  return typeof scalar === "string" ? fill(scalar, path) : (scalar as Json);
}

function templateOrigin({ file, text }: Template): Origin {
  return {
    object: `template ${file.slice(file.lastIndexOf("/") + 1)}`,
    path: [],
    document: { source: { file, text }, start: 0, end: text.length, within: [] },
  };
}

/** `filter_chains[0].name` as keys and indices. */
function fieldPath(text: string): FieldPath {
  return [...text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, key = ""]) => quoted ?? (index === undefined ? key : Number(index)),
  );
}

function unknownHole(origin: Origin, name: string, known: string): Diagnostic {
  return diagnostic("WM7002", {
    origin,
    message: `nothing is known to fill {{ ${name} }} with`,
    advice: `known here: ${known}`,
  });
}

function unusedValue(origin: Origin, name: string): Diagnostic {
  return diagnostic("WM7003", {
    origin,
    message: `{{ ${name} }} does not occur`,
    advice: "take the built-in template of this name and edit a copy of it",
  });
}

function refused(code: "WM7001" | "WM7004", origin: Origin, message: string): Filled {
  return { diagnostics: [diagnostic(code, { origin, message })] };
}
