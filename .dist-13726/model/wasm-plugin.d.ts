import type { Schema } from "./schema/schema.js";
import type { PolicyAttachment } from "./selectors.js";
/** Which requests a plugin sees, and when. */
export interface PluginPlacement<UnspecifiedPhase extends string> extends PolicyAttachment {
    readonly phase: UnspecifiedPhase | "AUTHN" | "AUTHZ" | "STATS";
    /** Higher runs earlier within a phase. */
    readonly priority?: number;
    readonly match?: readonly {
        readonly mode?: "UNDEFINED" | "CLIENT" | "SERVER" | "CLIENT_AND_SERVER";
        readonly ports?: readonly {
            readonly number: number;
        }[];
    }[];
}
/** A module, and what it is told. */
export interface ModuleSettings {
    /** It stands for settings with errors: nobody knows what was meant, so nothing runs. */
    readonly unreadable?: true;
    /** `file://`, `http(s)://` or `oci://`; without a scheme: an OCI image. */
    readonly url: string;
    /** Lower-case hex of the module, or of the manifest of an image; empty: not checked. */
    readonly sha256?: string;
    readonly imagePullPolicy?: "UNSPECIFIED_POLICY" | "IfNotPresent" | "Always";
    readonly imagePullSecret?: string;
    readonly verificationKey?: string;
    readonly pluginConfig?: Readonly<Record<string, unknown>>;
    readonly pluginName?: string;
    readonly failStrategy: "FAIL_CLOSE" | "FAIL_OPEN" | "FAIL_RELOAD";
    readonly type?: "UNSPECIFIED_PLUGIN_TYPE" | "HTTP" | "NETWORK";
    readonly vmConfig?: {
        readonly env?: readonly {
            readonly name: string;
            readonly value?: string;
            readonly valueFrom?: "INLINE" | "HOST";
        }[];
    };
}
/** `WasmPlugin` (extensions.istio.io/v1alpha1). */
export interface WasmPluginSpec extends PluginPlacement<"UNSPECIFIED_PHASE">, ModuleSettings {
}
/** The fields of {@link PluginPlacement} besides the phase. */
export declare const placementFields: Readonly<Record<string, Schema>>;
/** The fields of {@link ModuleSettings} that must be there, and those that may. */
export declare const moduleFields: readonly [Readonly<Record<string, Schema>>, Readonly<Record<string, Schema>>];
export declare const wasmPluginSchema: Schema;
/**
 * The plugin without a module that stands for one that the schema refuses: where it says so, requests pass without it,
 * everywhere else they are refused. `undefined` if the slip is in what says where it belongs.
 */
export declare function refusingWithoutPlugin(spec: unknown): WasmPluginSpec | undefined;
/** Settings that run nothing, as strict as the ones that they stand for. */
export declare function unreadableModule(settings: unknown): ModuleSettings;
/** Where a plugin belongs; undefined if that cannot be read. */
export declare function placementIn(spec: unknown): Omit<PluginPlacement<never>, "phase"> | undefined;
