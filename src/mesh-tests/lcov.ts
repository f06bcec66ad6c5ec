import { locate } from "../diagnostics/locate.js";
import type { RuleCoverage } from "./coverage.js";

/**
 * An LCOV tracefile: for each manifest a record with a line for each rule. Where several rules begin at one line, it has
 * the number of the one that took part least, so that none is hidden.
 */
export function lcovText(rules: readonly RuleCoverage[]): string {
  const files = new Map<string, Map<number, number>>();
  for (const { origin, requests } of rules) {
    const place = locate(origin);
    if (place === undefined) continue;
    const lines = files.get(place.file) ?? new Map<number, number>();
    files.set(place.file, lines.set(place.line, Math.min(requests, lines.get(place.line) ?? requests)));
  }
  return [...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([file, lines]) => record(file, lines))
    .join("");
}

function record(file: string, lines: ReadonlyMap<number, number>): string {
  const sorted = [...lines].sort(([one], [other]) => one - other);
  const hit = sorted.filter(([, requests]) => requests > 0).length;
  const data = sorted.map(([line, requests]) => `DA:${line},${requests}`);
  return ["TN:", `SF:${file}`, ...data, `LF:${sorted.length}`, `LH:${hit}`, "end_of_record", ""].join("\n");
}
