import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Origin } from "../../diagnostics/origin.js";
import { at } from "../../diagnostics/origin.js";
import type { HeaderModifier, HttpRouteFilter } from "../../model/http-route-filters.js";
import type { Rule } from "../rule.js";

/** Modifications of headers that belong to the connection, or frame the message (RFC 9110, section 7.6.1; RFC 9112). */
export const connectionHeader: Rule = {
  codes: ["WM4083"],
  check: (view, report) => {
    for (const { origin, spec } of [...view.all("HTTPRoute"), ...view.all("GRPCRoute")]) {
      for (const [index, { filters, backendRefs }] of spec.rules.entries()) {
        const rule = at(origin, "spec", "rules", index);
        reportFilters(filters, at(rule, "filters"), report);
        for (const [backend, reference] of backendRefs.entries()) {
          reportFilters(reference.filters, at(rule, "backendRefs", backend, "filters"), report);
        }
      }
    }
  },
};

const ofConnections: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

function reportFilters(filters: readonly HttpRouteFilter[], origin: Origin, report: Report): void {
  for (const [index, filter] of filters.entries()) {
    if (filter.type === "RequestHeaderModifier") {
      reportModifier(filter.requestHeaderModifier, at(origin, index, "requestHeaderModifier"), report);
    } else if (filter.type === "ResponseHeaderModifier") {
      reportModifier(filter.responseHeaderModifier, at(origin, index, "responseHeaderModifier"), report);
    }
  }
}

function reportModifier({ set, add, remove }: HeaderModifier, origin: Origin, report: Report): void {
  const named = [
    ...set.map(({ name }, index) => ({ name, place: at(origin, "set", index, "name") })),
    ...add.map(({ name }, index) => ({ name, place: at(origin, "add", index, "name") })),
    ...remove.map((name, index) => ({ name, place: at(origin, "remove", index) })),
  ];
  for (const { name, place } of named) {
    if (!ofConnections.has(name.toLowerCase())) continue;
    report(diagnostic("WM4083", { origin: place, message: `${name} is written by the proxies themselves` }));
  }
}
