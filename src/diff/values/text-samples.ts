/** Texts that tell patterns apart: inside each of them, just outside, and where two of them overlap. */
import type { StringPattern } from "../../ir/pattern.js";
import { regexSamples } from "./regex-samples.js";

/** Texts, and the patterns for which none was found. */
export interface Samples {
  readonly texts: readonly string[];
  readonly unexplored: readonly string[];
}

const mostPairs = 24;

/** Samples of patterns. For paths, each begins with a slash. */
export function textSamples(patterns: readonly StringPattern[], { paths = false } = {}): Samples {
  const fixed = patterns.flatMap((pattern) => ("value" in pattern && pattern.kind !== "regex" ? [pattern.value] : []));
  const fillers = [...new Set(fixed)].slice(0, mostPairs);
  const unexplored: string[] = [];
  const texts = patterns.flatMap((pattern) => {
    const found = insideOf(pattern, fillers);
    if (found.length === 0) unexplored.push("value" in pattern ? pattern.value : pattern.kind);
    return [...found, ...besides(pattern)];
  });
  const all = [...texts, ...overlaps(patterns, texts)];
  return { texts: [...new Set(paths ? all.flatMap(asPath) : all)], unexplored };
}

function insideOf(pattern: StringPattern, fillers: readonly string[]): readonly string[] {
  switch (pattern.kind) {
    case "exact":
      return [pattern.value];
    case "prefix":
      return [pattern.value, `${pattern.value}x`];
    case "suffix":
      return [pattern.value, `x${pattern.value}`];
    case "present":
      return ["x"];
    case "regex":
      return regexSamples(pattern.value, fillers);
    case "path-template":
      return ["x", "x/y", ""].map((rest) => pattern.value.replaceAll("{**}", rest).replaceAll("{*}", "x"));
  }
}

/** Just outside. */
function besides(pattern: StringPattern): readonly string[] {
  switch (pattern.kind) {
    case "exact":
      return [`${pattern.value}x`];
    case "suffix":
      // One of the two ends otherwise.
      return [`${pattern.value}x`, `${pattern.value}0`];
    case "prefix":
      return pattern.value.length > 1 ? [pattern.value.slice(0, -1)] : ["0", "z"];
    case "path-template":
      return [pattern.value.replaceAll(/\{\*+\}/g, "x").concat("x"), pattern.value.replaceAll("{*}", "x/y")];
    default:
      return [];
  }
}

/** What begins as one says and ends as another one does. */
function overlaps(patterns: readonly StringPattern[], texts: readonly string[]): readonly string[] {
  const ends = patterns.flatMap((pattern) => (pattern.kind === "suffix" ? [pattern.value] : []));
  const endings = [...new Set(ends)].slice(0, mostPairs);
  const starts = [...new Set(texts)].slice(0, mostPairs * 4);
  const joined = endings.flatMap((end) => starts.flatMap((start) => [`${start}${end}`, `${start}x${end}`]));
  const prefixes = patterns
    .flatMap((pattern) => (pattern.kind === "prefix" ? [pattern.value] : []))
    .slice(0, mostPairs);
  return [...joined, ...prefixes.flatMap((start) => starts.map((text) => `${start}${text}`))];
}

function asPath(text: string): readonly string[] {
  return text.startsWith("/") ? [text] : [`/${text}`, `/x${text}`];
}
