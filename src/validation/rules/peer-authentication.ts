import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import { qualifiedName } from "../../model/addresses.js";
import type { PeerMtls } from "../../model/peer-authentication.js";
import type { Resource } from "../../model/resource.js";
import type { Rule } from "../rule.js";

/** Whether clients must use mTLS: asked for, but nothing here asks them. */
export const peerAuthentication: Rule = {
  codes: ["WM3066", "WM3067"],
  check: (view, report) => {
    for (const policy of view.all("PeerAuthentication")) {
      const { mtls, portLevelMtls = {} } = policy.spec;
      reportMode({ policy, mtls, path: ["mtls"], where: "" }, report);
      for (const [port, own] of Object.entries(portLevelMtls)) {
        reportMode({ policy, mtls: own, path: ["portLevelMtls", port], where: ` at port ${port}` }, report);
      }
    }
  },
};

interface Setting {
  readonly policy: Resource<"PeerAuthentication">;
  readonly mtls: PeerMtls | undefined;
  readonly path: readonly string[];
  readonly where: string;
}

function reportMode({ policy, mtls, path, where }: Setting, report: Report): void {
  const { mode } = mtls ?? {};
  if (mode === undefined || mode === "UNSET") return;
  const origin = at(policy.origin, "spec", ...path, "mode");
  const name = `PeerAuthentication ${qualifiedName(policy)}`;
  if (mode === "STRICT") {
    report(diagnostic("WM3066", { origin, message: `${name} refuses nobody${where}: clients without mTLS get in` }));
  } else {
    const message = `${name} lets clients in without mTLS${where}, as they are without it, too`;
    report(diagnostic("WM3067", { origin, message }));
  }
}
