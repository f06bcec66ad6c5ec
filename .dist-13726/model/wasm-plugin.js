import { portNumber, sha256 } from "./schema/forms.js";
import { anyObject, list, object, oneOf, someText, text, withDefault } from "./schema/schema.js";
import { check } from "./schema/validator.js";
import { attachmentFields, attachmentRule } from "./selectors.js";
const urlSchema = {
    type: "string",
    minLength: 1,
    pattern: "^((https?|file|oci)://.+|[^:/]+(:[0-9]+)?(/.*)?|[^:/]+(:[^/]*)?)$",
    meaning: "a file://, http://, https:// or oci:// URL, or the name of an OCI image",
};
/** The fields of {@link PluginPlacement} besides the phase. */
export const placementFields = {
    ...attachmentFields,
    priority: { type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
    match: list(object({}, {
        mode: oneOf("UNDEFINED", "CLIENT", "SERVER", "CLIENT_AND_SERVER"),
        ports: list(object({ number: portNumber }), { uniqueBy: ["number"] }),
    })),
};
/** The fields of {@link ModuleSettings} that must be there, and those that may. */
export const moduleFields = [
    { url: urlSchema },
    {
        sha256,
        imagePullPolicy: oneOf("UNSPECIFIED_POLICY", "IfNotPresent", "Always"),
        imagePullSecret: { type: "string", minLength: 1, maxLength: 253 },
        verificationKey: text,
        pluginConfig: anyObject,
        pluginName: { type: "string", minLength: 1, maxLength: 256 },
        failStrategy: withDefault("FAIL_CLOSE", oneOf("FAIL_CLOSE", "FAIL_OPEN", "FAIL_RELOAD")),
        type: oneOf("UNSPECIFIED_PLUGIN_TYPE", "HTTP", "NETWORK"),
        vmConfig: object({}, {
            env: list(object({ name: { ...someText, maxLength: 256 } }, { value: { type: "string", maxLength: 2048 }, valueFrom: oneOf("INLINE", "HOST") }), { maxItems: 256, uniqueBy: ["name"] }),
        }),
    },
];
const [wanted, possible] = moduleFields;
export const wasmPluginSchema = object(wanted, {
    ...placementFields,
    ...possible,
    phase: withDefault("UNSPECIFIED_PHASE", oneOf("UNSPECIFIED_PHASE", "AUTHN", "AUTHZ", "STATS")),
}, attachmentRule);
const placementSchema = object({}, placementFields, attachmentRule);
/**
 * The plugin without a module that stands for one that the schema refuses: where it says so, requests pass without it,
 * everywhere else they are refused. `undefined` if the slip is in what says where it belongs.
 */
export function refusingWithoutPlugin(spec) {
    const placed = placementIn(spec);
    if (placed === undefined)
        return undefined;
    return { ...placed, phase: "UNSPECIFIED_PHASE", ...unreadableModule(spec) };
}
/** Settings that run nothing, as strict as the ones that they stand for. */
export function unreadableModule(settings) {
    const { failStrategy, url } = (settings ?? {});
    return {
        url: typeof url === "string" ? url : "",
        failStrategy: failStrategy === "FAIL_OPEN" ? "FAIL_OPEN" : "FAIL_CLOSE",
        unreadable: true,
    };
}
/** Where a plugin belongs; undefined if that cannot be read. */
export function placementIn(spec) {
    if (typeof spec !== "object" || spec === null)
        return undefined;
    const written = Object.entries(spec).filter(([name]) => Object.hasOwn(placementFields, name));
    const placement = Object.fromEntries(structuredClone(written));
    return check(placementSchema, placement).accepted ? placement : undefined;
}
//# sourceMappingURL=wasm-plugin.js.map