import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import type { HttpPathMatch, HttpRouteRule } from "../../model/http-route.js";
import type { RequestRedirect } from "../../model/http-route-filters.js";
import type { Rule } from "../rule.js";

/** Redirects that lead to requests which the same match answers with the same redirect. */
export const redirectLoop: Rule = {
  codes: ["WM4081"],
  check: (view, report) => {
    for (const { origin, spec } of view.all("HTTPRoute")) {
      for (const [index, rule] of spec.rules.entries()) {
        for (const [position, filter] of rule.filters.entries()) {
          if (filter.type !== "RequestRedirect") continue;
          const path = loopingPath(rule, filter.requestRedirect);
          if (path === undefined) continue;
          const message = `a request for ${path.value} is redirected to where it matches again`;
          const place = at(origin, "spec", "rules", index, "filters", position, "requestRedirect");
          report(diagnostic("WM4081", { origin: place, message }));
        }
      }
    }
  },
};

/** The path of a match that the redirect leads back to; a change of scheme, host or port leads elsewhere. */
function loopingPath({ matches }: HttpRouteRule, redirect: RequestRedirect): HttpPathMatch | undefined {
  if (redirect.scheme !== undefined || redirect.hostname !== undefined || redirect.port !== undefined) return undefined;
  return matches.map(({ path }) => path).find((path) => leadsBack(path, redirect));
}

function leadsBack({ type, value }: HttpPathMatch, { path }: RequestRedirect): boolean {
  if (path === undefined) return true;
  const to = path.type === "ReplaceFullPath" ? path.replaceFullPath : path.replacePrefixMatch;
  if (type === "Exact") return path.type === "ReplaceFullPath" && to === value;
  // Of a pattern nobody knows where its replaced paths lead, and a query may be part of what changes.
  if (type === "RegularExpression" || to.includes("?")) return false;
  const prefix = value.replace(/\/+$/, "");
  const target = to.replace(/\/+$/, "");
  return target === prefix || target.startsWith(`${prefix}/`);
}
