import { dnsName } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { integer, list, object, oneOf, someText, text } from "./schema/schema.js";

/** `MeshConfig` (waymark.dev/v1alpha1), or the `mesh` key of the ConfigMap `istio`: the field names of Istio's MeshConfig that are honoured. */
export interface MeshConfigSpec {
  readonly trustDomain?: string;
  readonly trustDomainAliases?: readonly string[];
  readonly rootNamespace?: string;
  readonly clusterDomain?: string;
  readonly pathNormalization?: { readonly normalization?: PathNormalization };
  readonly accessLogFile?: string;
  readonly defaultConfig?: { readonly gatewayTopology?: { readonly numTrustedProxies?: number } };
  readonly extensionProviders?: readonly ExtensionProvider[];
}

/** What is done to a path before it is judged and routed (`ProxyPathNormalization.NormalizationType`). */
export type PathNormalization = "DEFAULT" | "NONE" | "BASE" | "MERGE_SLASHES" | "DECODE_AND_MERGE_SLASHES";

/** A service outside waymark that policies may name. Members are as written: who honours one reads it. */
export interface ExtensionProvider {
  readonly name: string;
  readonly [member: string]: unknown;
}

export const meshConfigSchema: Schema = object(
  {},
  {
    trustDomain: text,
    trustDomainAliases: list(someText),
    rootNamespace: text,
    clusterDomain: dnsName,
    pathNormalization: object(
      {},
      { normalization: oneOf("DEFAULT", "NONE", "BASE", "MERGE_SLASHES", "DECODE_AND_MERGE_SLASHES") },
    ),
    accessLogFile: text,
    defaultConfig: {
      type: "object",
      properties: {
        gatewayTopology: {
          type: "object",
          properties: { numTrustedProxies: integer(0, 64) },
          additionalProperties: true,
        },
      },
      additionalProperties: true,
    },
    extensionProviders: list({
      type: "object",
      properties: { name: someText },
      required: ["name"],
      additionalProperties: true,
    }),
  },
);
