import type { Schema } from "./schema/schema.js";
import { object, oneOf, rule, withDefault } from "./schema/schema.js";
import { attachmentRule } from "./selectors.js";
import {
  type ModuleSettings,
  moduleFields,
  type PluginPlacement,
  placementFields,
  placementIn,
  unreadableModule,
} from "./wasm-plugin.js";

/** `TrafficExtension` (extensions.istio.io/v1alpha1): a plugin that is a module or a script. */
export interface TrafficExtensionSpec extends PluginPlacement<"UNSPECIFIED"> {
  readonly wasm?: ModuleSettings;
  readonly lua?: { readonly inlineCode: string };
}

export const trafficExtensionSchema: Schema = object(
  {},
  {
    ...placementFields,
    phase: withDefault("UNSPECIFIED", oneOf("UNSPECIFIED", "AUTHN", "AUTHZ", "STATS")),
    wasm: object(...moduleFields),
    lua: object({ inlineCode: { type: "string", minLength: 1, maxLength: 65_536 } }),
  },
  {
    ...attachmentRule,
    // Neither is said of the plugin as a whole, where it matters.
    rules: [
      rule(
        "can have only one of wasm and lua",
        ({ wasm, lua }) => (wasm ?? lua) === undefined || (wasm === undefined) !== (lua === undefined),
      ),
    ],
  },
);

/** The extension without a module that stands for one that the schema refuses, as for plugins. */
export function refusingWithoutExtension(spec: unknown): TrafficExtensionSpec | undefined {
  const placed = placementIn(spec);
  if (placed === undefined) return undefined;
  return { ...placed, phase: "UNSPECIFIED", wasm: unreadableModule((spec as { readonly wasm?: unknown }).wasm) };
}
