import { object, oneOf, withDefault } from "./schema/schema.js";
import { attachmentRule } from "./selectors.js";
import { moduleFields, placementFields, placementIn, unreadableModule, } from "./wasm-plugin.js";
export const trafficExtensionSchema = object({}, {
    ...placementFields,
    phase: withDefault("UNSPECIFIED", oneOf("UNSPECIFIED", "AUTHN", "AUTHZ", "STATS")),
    wasm: object(...moduleFields),
    lua: object({ inlineCode: { type: "string", minLength: 1, maxLength: 65_536 } }),
}, attachmentRule);
/** The extension without a module that stands for one that the schema refuses, as for plugins. */
export function refusingWithoutExtension(spec) {
    const placed = placementIn(spec);
    if (placed === undefined)
        return undefined;
    return { ...placed, phase: "UNSPECIFIED", wasm: unreadableModule(spec.wasm) };
}
//# sourceMappingURL=traffic-extension.js.map