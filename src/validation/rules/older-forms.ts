import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Origin } from "../../diagnostics/origin.js";
import { at, nameAt } from "../../diagnostics/origin.js";
import { apiVersionOf, kindTable } from "../../model/kind-table.js";
import type { Kind, Resource } from "../../model/resource.js";
import type { ResourceView } from "../../model/resource-set.js";
import type { Rule } from "../rule.js";

/** Versions of APIs and names of fields that newer ones have replaced. */
export const olderForms: Rule = {
  codes: ["WM3064", "WM3065"],
  check: (view, report) => {
    for (const kind of Object.keys(kindTable) as Kind[]) reportVersions(kind, view, report);
    const policies = [...view.all("AuthorizationPolicy"), ...view.all("RequestAuthentication")];
    for (const { origin, spec } of policies) {
      if (spec.targetRef !== undefined)
        older({ at: at(origin, "spec", "targetRef"), now: "targetRefs, a list" }, report);
    }
    for (const { origin, spec } of view.all("RequestAuthentication")) {
      for (const [index, rule] of spec.jwtRules.entries()) {
        if (rule.jwks_uri === undefined) continue;
        older({ at: at(origin, "spec", "jwtRules", index, "jwks_uri"), now: "jwksUri" }, report);
      }
    }
    for (const route of [...view.all("HTTPRoute"), ...view.all("GRPCRoute")]) reportSessions(route, report);
  },
};

/** Kinds whose recommended version is so new that most clusters do not serve it yet. */
const tooNew: ReadonlySet<Kind> = new Set<Kind>(["ReferenceGrant", "TCPRoute", "TLSRoute", "UDPRoute"]);

function reportVersions(kind: Kind, view: ResourceView, report: Report): void {
  if (tooNew.has(kind)) return;
  const current = apiVersionOf(kindTable[kind]);
  for (const { apiVersion, origin } of view.all(kind)) {
    if (apiVersion === current) continue;
    const message = `${apiVersion} is an older version: write ${current}`;
    report(diagnostic("WM3064", { origin: at(origin, "apiVersion"), message }));
  }
}

function reportSessions({ origin, spec }: Resource<"HTTPRoute"> | Resource<"GRPCRoute">, report: Report): void {
  for (const [index, { sessionPersistence = {} }] of spec.rules.entries()) {
    const written: Readonly<Record<string, unknown>> = { ...sessionPersistence };
    const place = at(origin, "spec", "rules", index, "sessionPersistence");
    if (written["sessionName"] !== undefined) {
      older({ at: at(place, "sessionName"), now: "cookie.name, or header.name" }, report);
    }
    if (written["cookieConfig"] !== undefined) older({ at: at(place, "cookieConfig"), now: "cookie" }, report);
  }
}

function older({ at: place, now }: { readonly at: Origin; readonly now: string }, report: Report): void {
  const field = String(place.path.at(-1));
  report(diagnostic("WM3065", { origin: nameAt(place), message: `${field} is an older name: write ${now}` }));
}
