import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import { qualifiedName } from "../../model/addresses.js";
import { servedServices } from "../restrictions.js";
import type { Rule } from "../rule.js";

/** Settings of the cluster's own load balancing, on services whose endpoints a waypoint chooses. */
export const serviceSettings: Rule = {
  codes: ["WM3063"],
  check: (view, report) => {
    for (const { service } of servedServices(view)) {
      // The model does not read these fields, and keeps them as they are written.
      const spec = service.spec as unknown as Readonly<Record<string, unknown>>;
      for (const [field, isSet] of Object.entries(settings)) {
        if (!isSet(spec[field])) continue;
        const message = `the waypoint of Service ${qualifiedName(service)} does not honour ${field}: ${String(spec[field])}`;
        report(diagnostic("WM3063", { origin: at(service.origin, "spec", field), message }));
      }
    }
  },
};

const settings: Readonly<Record<string, (value: unknown) => boolean>> = {
  sessionAffinity: (value) => value === "ClientIP",
  internalTrafficPolicy: (value) => value === "Local",
  trafficDistribution: (value) => typeof value === "string" && value !== "",
};
