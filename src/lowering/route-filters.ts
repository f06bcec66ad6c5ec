import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import type { HeaderEdits, PathRewrite, RedirectAction, UrlRewrite } from "../ir/route.js";
import type { HttpRouteFilter, PathModifier, RequestRedirect } from "../model/http-route-filters.js";
import { hasLineBreak, lowerHeaderModifier } from "./header-edits.js";

/** What the filters of a rule (or of one backend) do. */
export interface LoweredFilters {
  readonly requestHeaders?: HeaderEdits;
  readonly responseHeaders?: HeaderEdits;
  readonly redirect?: RedirectAction;
  readonly rewrite?: UrlRewrite;
  /** Where the path is replaced by prefix. */
  readonly prefixOrigin?: Origin;
  /** Something here cannot be honoured: requests must not go on as if it had been. */
  readonly broken?: string;
}

type FilterType = HttpRouteFilter["type"];
type Part = LoweredFilters & { readonly host?: { readonly value: string; readonly origin: Origin } };

/** Lowers the filters of a rule. */
export function lowerRuleFilters(filters: readonly HttpRouteFilter[], origin: Origin, report: Report): LoweredFilters {
  const parts = filters.map((filter, index) => lowerFilter(filter, at(origin, index), report));
  const twice = repeated(filters);
  if (twice >= 0) {
    const message = `the filter ${filters[twice]?.type} is given twice`;
    report(diagnostic("WM4025", { origin: at(origin, twice), message }));
    parts.push({ broken: message });
  }
  const { host, ...merged } = Object.assign({}, ...parts) as Part;
  if (merged.redirect !== undefined && merged.rewrite !== undefined) {
    const message = "a rule cannot both redirect and rewrite";
    report(diagnostic("WM4025", { origin, message }));
    return { broken: message };
  }
  return host === undefined ? merged : withHost(merged, host, report);
}

/** Lowers the filters of a backend: header modifiers only (the rest is not honoured there). */
export function lowerBackendFilters(
  filters: readonly HttpRouteFilter[],
  origin: Origin,
  report: Report,
): LoweredFilters {
  const honoured: readonly FilterType[] = ["RequestHeaderModifier", "ResponseHeaderModifier"];
  const other = filters.findIndex(({ type }) => !honoured.includes(type));
  if (other >= 0) return notHonoured(`the filter ${filters[other]?.type} on a backend`, at(origin, other), report);
  const { host, ...lowered } = Object.assign(
    {},
    ...filters.map((filter, index) => lowerFilter(filter, at(origin, index), report)),
  ) as Part;
  if (host === undefined) return lowered;
  return notHonoured("a Host of its own for one backend", host.origin, report);
}

/** The first filter whose type came before; header modifiers on one rule would have no defined order either. */
function repeated(filters: readonly HttpRouteFilter[]): number {
  return filters.findIndex(({ type }, index) => filters.slice(0, index).some((earlier) => earlier.type === type));
}

function lowerFilter(filter: HttpRouteFilter, origin: Origin, report: Report): Part {
  switch (filter.type) {
    case "RequestHeaderModifier": {
      const place = { origin: at(origin, "requestHeaderModifier"), of: "request" } as const;
      const lowered = lowerHeaderModifier(filter.requestHeaderModifier, place, report);
      if (lowered === undefined) return { broken: "a request header cannot be modified" };
      return { requestHeaders: lowered.edits, ...(lowered.host !== undefined && { host: lowered.host }) };
    }
    case "ResponseHeaderModifier": {
      const place = { origin: at(origin, "responseHeaderModifier"), of: "response" } as const;
      const lowered = lowerHeaderModifier(filter.responseHeaderModifier, place, report);
      return lowered === undefined
        ? { broken: "a response header cannot be modified" }
        : { responseHeaders: lowered.edits };
    }
    case "RequestRedirect": {
      const { path } = filter.requestRedirect;
      const place = at(origin, "requestRedirect", "path");
      return (
        brokenPath(path, place, report) ?? { redirect: redirectOf(filter.requestRedirect), ...prefixAt(path, place) }
      );
    }
    case "URLRewrite": {
      const { hostname, path } = filter.urlRewrite;
      const place = at(origin, "urlRewrite", "path");
      const rewrite = { ...(hostname !== undefined && { hostname }), ...(path && { path: pathRewrite(path) }) };
      return brokenPath(path, place, report) ?? { rewrite, ...prefixAt(path, place) };
    }
    default:
      return notHonoured(`the filter ${filter.type}`, origin, report);
  }
}

function notHonoured(what: string, origin: Origin, report: Report): LoweredFilters {
  const advice = "remove it: until then these requests are answered with 500 rather than passed on without it";
  report(diagnostic("WM4013", { origin, message: `${what} is not honoured yet`, advice }));
  return { broken: `${what} is not honoured` };
}

function withHost(
  filters: LoweredFilters,
  host: { readonly value: string; readonly origin: Origin },
  report: Report,
): LoweredFilters {
  const { rewrite, redirect } = filters;
  // A redirect answers the request itself: nobody sees its Host.
  if (redirect !== undefined) return filters;
  if (rewrite?.hostname !== undefined) {
    const message = `Host is set to ${host.value} here and to ${rewrite.hostname} by URLRewrite, which wins`;
    report(diagnostic("WM4016", { origin: host.origin, message }));
    return filters;
  }
  return { ...filters, rewrite: { ...rewrite, hostname: host.value } };
}

function redirectOf({ scheme, hostname, port, path, statusCode }: RequestRedirect): RedirectAction {
  return {
    kind: "redirect",
    ...(scheme !== undefined && { scheme }),
    ...(hostname !== undefined && { hostname }),
    ...(port !== undefined && { port }),
    ...(path !== undefined && { path: pathRewrite(path) }),
    status: statusCode,
  };
}

/** A slash at the end of a replaced prefix means nothing (Gateway API, HTTPPathModifier); nothing left means `/`. */
function pathRewrite(path: PathModifier): PathRewrite {
  if (path.type === "ReplaceFullPath") return { kind: "full", value: absolute(path.replaceFullPath) };
  return { kind: "prefix", value: absolute(path.replacePrefixMatch.replace(/\/+$/, "")) };
}

/** Paths begin with a slash, whether or not it was written. */
function absolute(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

function brokenPath(path: PathModifier | undefined, origin: Origin, report: Report): LoweredFilters | undefined {
  if (path === undefined || !hasLineBreak(pathRewrite(path).value)) return undefined;
  const message = "the new path contains a line break";
  report(diagnostic("WM4024", { origin, message }));
  return { broken: message };
}

function prefixAt(path: PathModifier | undefined, origin: Origin): { readonly prefixOrigin?: Origin } {
  return path?.type === "ReplacePrefixMatch" ? { prefixOrigin: at(origin, "replacePrefixMatch") } : {};
}
