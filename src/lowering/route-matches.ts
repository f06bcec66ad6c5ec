import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import type { FieldMatch, PathMatch, RouteMatch } from "../ir/route.js";
import type { HttpPathMatch, HttpRouteMatch, HttpValueMatch } from "../model/http-route.js";
import { regexProblem } from "./regex.js";

/** A rule without matches matches everything (the default of the Gateway API). */
export const matchEverything: HttpRouteMatch = {
  path: { type: "PathPrefix", value: "/" },
  headers: [],
  queryParams: [],
};

/**
 * What one match of a rule asks of a request; undefined, with a diagnostic, if it cannot be used: then it is set aside
 * rather than widened, and the other matches of its rule stay in effect.
 */
export function lowerMatch(match: HttpRouteMatch, origin: Origin, report: Report): RouteMatch | undefined {
  const path = lowerPath(match.path, at(origin, "path", "value"), report);
  const headers = lowerFields(match.headers, { origin: at(origin, "headers"), caseless: true }, report);
  const query = lowerFields(match.queryParams, { origin: at(origin, "queryParams"), caseless: false }, report);
  if (path === undefined || headers === undefined || query === undefined) return undefined;
  return { path, ...(match.method !== undefined && { method: match.method }), headers, query };
}

function lowerPath({ type, value }: HttpPathMatch, origin: Origin, report: Report): PathMatch | undefined {
  if (type === "RegularExpression") {
    return usableRegex(value, origin, report) ? { kind: "regex", value } : undefined;
  }
  if (!value.startsWith("/")) {
    report(diagnostic("WM4026", { origin, message: `no request has the path ${JSON.stringify(value)}` }));
    return undefined;
  }
  if (type === "Exact") return { kind: "exact", value };
  // By path element: a slash at the end means nothing.
  const elements = value.replace(/\/+$/, "");
  return { kind: "prefix", value: elements === "" ? "/" : elements };
}

function lowerFields(
  matches: readonly HttpValueMatch[],
  list: { readonly origin: Origin; readonly caseless: boolean },
  report: Report,
): readonly FieldMatch[] | undefined {
  const fields = new Map<string, FieldMatch>();
  for (const [index, match] of matches.entries()) {
    const name = list.caseless ? match.name.toLowerCase() : match.name;
    if (fields.has(name)) {
      const message = `${match.name} is matched before; this match does not count`;
      report(diagnostic("WM4018", { origin: at(list.origin, index), message }));
      continue;
    }
    const regex = match.type === "RegularExpression";
    if (regex && !usableRegex(match.value, at(list.origin, index, "value"), report)) return undefined;
    fields.set(name, { name, value: { kind: regex ? "regex" : "exact", value: match.value } });
  }
  return [...fields.values()];
}

function usableRegex(pattern: string, origin: Origin, report: Report): boolean {
  const problem = regexProblem(pattern);
  if (problem === undefined) return true;
  const message = `${JSON.stringify(shortened(pattern))} cannot be used: ${problem}`;
  report(diagnostic("WM4015", { origin, message, advice: "this match is set aside; write it in RE2, within bounds" }));
  return false;
}

function shortened(pattern: string): string {
  return pattern.length <= 60 ? pattern : `${pattern.slice(0, 57)}...`;
}
