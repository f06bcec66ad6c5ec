import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Origin } from "../../diagnostics/origin.js";
import { at } from "../../diagnostics/origin.js";
import type { Rule } from "../rule.js";

/** Modules of plugins that nothing ties to the bytes that were looked at when the manifest was written. */
export const unpinnedModule: Rule = {
  codes: ["WM6018"],
  check: (view, report) => {
    for (const { origin, spec } of view.all("WasmPlugin")) reportModule(spec, at(origin, "spec"), report);
    for (const { origin, spec } of view.all("TrafficExtension")) {
      if (spec.wasm !== undefined) reportModule(spec.wasm, at(origin, "spec", "wasm"), report);
    }
  },
};

function reportModule(
  { url, sha256 = "", unreadable }: { readonly url: string; readonly sha256?: string; readonly unreadable?: true },
  origin: Origin,
  report: Report,
): void {
  if (unreadable === true || sha256 !== "" || /@sha256:[a-f0-9]{64}$/.test(url) || /^file:/i.test(url)) return;
  const isImage = !/^https?:/i.test(url);
  const advice = isImage ? "Add sha256, or @sha256:DIGEST to the image." : "Add sha256.";
  report(diagnostic("WM6018", { origin: at(origin, "url"), message: `nothing fixes which module ${url} is`, advice }));
}
