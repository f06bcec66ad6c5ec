import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import { qualifiedName } from "../../model/addresses.js";
import { restrictionsOf, servedServices } from "../restrictions.js";
import type { Rule } from "../rule.js";

/** Rules for hosts outside the mesh: nothing of the mesh stands between its clients and the host's real addresses. */
export const egressBypass: Rule = {
  codes: ["WM3058"],
  check: (view, report) => {
    for (const { service } of servedServices(view)) {
      const { entry } = service.spec;
      if (entry === undefined || entry.spec.location === "MESH_INTERNAL") continue;
      const [policy] = restrictionsOf(service, view);
      if (policy === undefined) continue;
      const message = `clients that connect to an address of ${entry.host} itself avoid ${policy.kind} ${qualifiedName(policy)}`;
      const related = [{ origin: policy.origin, message: "a policy that can be avoided" }];
      const index = entry.spec.hosts.findIndex((host) => host.toLowerCase() === entry.host);
      report(diagnostic("WM3058", { origin: at(service.origin, "spec", "hosts", index), message, related }));
    }
  },
};
