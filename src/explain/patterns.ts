import { RE2JS } from "re2js";
import type { StringPattern } from "../ir/pattern.js";

/** Whether a text is as the pattern says. Regular expressions match the whole text. */
export function fits(pattern: StringPattern, text: string, ignoringCase = false): boolean {
  if (ignoringCase) {
    const folded = pattern.kind === "regex" ? insensitive(pattern.value) : lowered(pattern);
    return fits(folded, pattern.kind === "regex" ? text : lowerCase(text));
  }
  switch (pattern.kind) {
    case "exact":
      return text === pattern.value;
    case "prefix":
      return text !== "" && text.startsWith(pattern.value);
    case "suffix":
      return text !== "" && text.endsWith(pattern.value);
    case "regex":
      return fullMatch(pattern.value, text);
    case "present":
      return text !== "";
    case "path-template":
      return fullMatch(templateRegex(pattern.value), text);
  }
}

/** The pattern as a reader of manifests knows it: `admin`, `/api/*`, `any text`. */
export function patternText(pattern: StringPattern): string {
  switch (pattern.kind) {
    case "exact":
      return JSON.stringify(pattern.value);
    case "prefix":
      return JSON.stringify(`${pattern.value}*`);
    case "suffix":
      return JSON.stringify(`*${pattern.value}`);
    case "regex":
      return `/${pattern.value}/`;
    case "present":
      return "any text";
    case "path-template":
      return JSON.stringify(pattern.value);
  }
}

/** Whether RE2 finds the expression to fit the whole text. */
export function fullMatch(regex: string, text: string): boolean {
  return compiled(regex).matcher(text).matches();
}

/** Compiling costs more than matching; meshes have few expressions. */
const known = new Map<string, RE2JS>();
const mostKnown = 10_000;

function compiled(regex: string): RE2JS {
  const found = known.get(regex);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const made = RE2JS.compile(regex);
  known.set(regex, made);
  return made;
}

function insensitive(regex: string): StringPattern {
  return { kind: "regex", value: `(?i:${regex})` };
}

function lowered(pattern: StringPattern): StringPattern {
  if (pattern.kind === "present") return pattern;
  if (pattern.kind === "path-template") return insensitive(templateRegex(pattern.value));
  return { kind: pattern.kind, value: lowerCase(pattern.value) };
}

/** Of ASCII letters only: hosts and header values are bytes. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** `{*}` is one path element that is not empty, `{**}` any text, slashes and nothing at all included. */
function templateRegex(template: string): string {
  return template
    .split(/(\{\*\*\}|\{\*\})/)
    .map((part) => (part === "{**}" ? ".*" : part === "{*}" ? "[^/]+" : RE2JS.quote(part)))
    .join("");
}
