import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";

/** Plugins are read and checked, and that is all for now: whoever relies on one must know. */
export function reportPlugin(plugin: Resource<"WasmPlugin">, _view: ResourceView, report: Report): void {
  const message = `WasmPlugin ${qualifiedName(plugin)} is not in effect: waymark does not deliver plugins yet`;
  report(diagnostic("WM6001", { origin: at(plugin.origin, "spec"), message }));
}
