import { portNumber, sha256 } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { anyObject, list, object, oneOf, someText, text, withDefault } from "./schema/schema.js";
import type { PolicyAttachment } from "./selectors.js";
import { attachmentFields, attachmentRule } from "./selectors.js";

/** `WasmPlugin` (extensions.istio.io/v1alpha1). */
export interface WasmPluginSpec extends PolicyAttachment {
  /** `file://`, `http(s)://` or `oci://`; without a scheme: an OCI image. */
  readonly url: string;
  /** Lower-case hex of the module, or of the manifest of an image; empty: not checked. */
  readonly sha256?: string;
  readonly imagePullPolicy?: "UNSPECIFIED_POLICY" | "IfNotPresent" | "Always";
  readonly imagePullSecret?: string;
  readonly verificationKey?: string;
  readonly pluginConfig?: Readonly<Record<string, unknown>>;
  readonly pluginName?: string;
  readonly phase: "UNSPECIFIED_PHASE" | "AUTHN" | "AUTHZ" | "STATS";
  /** Higher runs earlier within a phase. */
  readonly priority?: number;
  readonly failStrategy: "FAIL_CLOSE" | "FAIL_OPEN" | "FAIL_RELOAD";
  readonly type?: "UNSPECIFIED_PLUGIN_TYPE" | "HTTP" | "NETWORK";
  readonly match?: readonly {
    readonly mode?: "UNDEFINED" | "CLIENT" | "SERVER" | "CLIENT_AND_SERVER";
    readonly ports?: readonly { readonly number: number }[];
  }[];
  readonly vmConfig?: {
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: "INLINE" | "HOST";
    }[];
  };
}

const urlSchema: Schema = {
  type: "string",
  minLength: 1,
  pattern: "^((https?|file|oci)://.+|[^:/]+(:[0-9]+)?(/.*)?|[^:/]+(:[^/]*)?)$",
  meaning: "a file://, http://, https:// or oci:// URL, or the name of an OCI image",
};

export const wasmPluginSchema: Schema = object(
  { url: urlSchema },
  {
    ...attachmentFields,
    sha256,
    imagePullPolicy: oneOf("UNSPECIFIED_POLICY", "IfNotPresent", "Always"),
    imagePullSecret: { type: "string", minLength: 1, maxLength: 253 },
    verificationKey: text,
    pluginConfig: anyObject,
    pluginName: { type: "string", minLength: 1, maxLength: 256 },
    phase: withDefault("UNSPECIFIED_PHASE", oneOf("UNSPECIFIED_PHASE", "AUTHN", "AUTHZ", "STATS")),
    priority: { type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
    failStrategy: withDefault("FAIL_CLOSE", oneOf("FAIL_CLOSE", "FAIL_OPEN", "FAIL_RELOAD")),
    type: oneOf("UNSPECIFIED_PLUGIN_TYPE", "HTTP", "NETWORK"),
    match: list(
      object(
        {},
        {
          mode: oneOf("UNDEFINED", "CLIENT", "SERVER", "CLIENT_AND_SERVER"),
          ports: list(object({ number: portNumber }), { uniqueBy: ["number"] }),
        },
      ),
    ),
    vmConfig: object(
      {},
      {
        env: list(
          object(
            { name: { ...someText, maxLength: 256 } },
            { value: { type: "string", maxLength: 2048 }, valueFrom: oneOf("INLINE", "HOST") },
          ),
          { maxItems: 256, uniqueBy: ["name"] },
        ),
      },
    ),
  },
  attachmentRule,
);
