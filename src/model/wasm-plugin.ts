import { portNumber, sha256 } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import {
  anyObject,
  integer,
  list,
  object,
  oneOf,
  rule,
  someText,
  text,
  textRule,
  withDefault,
} from "./schema/schema.js";
import { check } from "./schema/validator.js";
import type { PolicyAttachment } from "./selectors.js";
import { attachmentFields, attachmentIn, attachmentRule } from "./selectors.js";

/** Which requests a plugin sees, and when. */
export interface PluginPlacement<UnspecifiedPhase extends string> extends PolicyAttachment {
  readonly phase: UnspecifiedPhase | "AUTHN" | "AUTHZ" | "STATS";
  /** Higher runs earlier within a phase. */
  readonly priority?: number;
  readonly match?: readonly {
    readonly mode?: "UNDEFINED" | "CLIENT" | "SERVER" | "CLIENT_AND_SERVER";
    readonly ports?: readonly { readonly number: number }[];
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
export interface WasmPluginSpec extends PluginPlacement<"UNSPECIFIED_PHASE">, ModuleSettings {}

const schemes: ReadonlySet<string> = new Set(["http", "https", "file", "oci"]);

const urlSchema: Schema = {
  type: "string",
  minLength: 1,
  rules: [
    textRule(
      "must be a file://, http://, https:// or oci:// URL, or the name of an OCI image",
      isModuleUrl,
      "The name of an image whose registry has a port needs oci:// before it.",
    ),
  ],
};

/** As API servers see it: what stands before the first colon is a scheme if it can be one. */
function isModuleUrl(url: string): boolean {
  const [, scheme] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url) ?? [];
  if (/[\s\p{Cc}]/u.test(url) || (scheme !== undefined && !schemes.has(scheme.toLowerCase()))) return false;
  return url.startsWith("/") || URL.canParse(scheme === undefined ? `http://${url}` : url);
}

const orderFields: Readonly<Record<string, Schema>> = {
  priority: integer(-(2 ** 31)),
  match: list(
    object(
      {},
      {
        mode: oneOf("UNDEFINED", "CLIENT", "SERVER", "CLIENT_AND_SERVER"),
        ports: list(object({ number: portNumber }), { uniqueBy: ["number"] }),
      },
    ),
  ),
};

/** The fields of {@link PluginPlacement} besides the phase. */
export const placementFields: Readonly<Record<string, Schema>> = { ...attachmentFields, ...orderFields };

const inlineValue = rule(
  "takes its value from the proxy (HOST), so it cannot have one",
  ({ value, valueFrom }) => valueFrom !== "HOST" || value === undefined,
  { about: "value" },
);

/** The fields of {@link ModuleSettings} that must be there, and those that may. */
export const moduleFields: readonly [Readonly<Record<string, Schema>>, Readonly<Record<string, Schema>>] = [
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
    vmConfig: object(
      {},
      {
        env: list(
          object(
            { name: { ...someText, maxLength: 256 } },
            { value: { type: "string", maxLength: 2048 }, valueFrom: oneOf("INLINE", "HOST") },
            { rules: [inlineValue] },
          ),
          { maxItems: 256, uniqueBy: ["name"] },
        ),
      },
    ),
  },
];

const [wanted, possible] = moduleFields;

export const wasmPluginSchema: Schema = object(
  wanted,
  {
    ...placementFields,
    ...possible,
    phase: withDefault("UNSPECIFIED_PHASE", oneOf("UNSPECIFIED_PHASE", "AUTHN", "AUTHZ", "STATS")),
  },
  attachmentRule,
);

const orderSchema: Schema = object({}, orderFields);

/**
 * The plugin without a module that stands for one that the schema refuses: where it says so, requests pass without it,
 * everywhere else they are refused. `undefined` if the slip is in what says where it belongs.
 */
export function refusingWithoutPlugin(spec: unknown): WasmPluginSpec | undefined {
  const placed = placementIn(spec);
  if (placed === undefined) return undefined;
  return { ...placed, phase: "UNSPECIFIED_PHASE", ...unreadableModule(spec) };
}

/** Settings that run nothing, as strict as the ones that they stand for. */
export function unreadableModule(settings: unknown): ModuleSettings {
  const { failStrategy, url } = (settings ?? {}) as { readonly failStrategy?: unknown; readonly url?: unknown };
  return {
    url: typeof url === "string" ? url : "",
    failStrategy: failStrategy === "FAIL_OPEN" ? "FAIL_OPEN" : "FAIL_CLOSE",
    unreadable: true,
  };
}

/** Where a plugin belongs; undefined if that cannot be read. */
export function placementIn(spec: unknown): Omit<PluginPlacement<never>, "phase"> | undefined {
  const attachment = attachmentIn(spec);
  if (attachment === undefined) return undefined;
  const written = Object.entries(spec as object).filter(([name]) => Object.hasOwn(orderFields, name));
  const order: Omit<PluginPlacement<never>, "phase"> = Object.fromEntries(structuredClone(written));
  return check(orderSchema, order).accepted ? { ...attachment, ...order } : undefined;
}
