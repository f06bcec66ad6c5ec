import { apiGroup, dnsName, kindName, objectName } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { list, listOrNone, mapOf, object, oneOf, text } from "./schema/schema.js";

/** `BackendTLSPolicy` (gateway.networking.k8s.io/v1): TLS to the services that it targets, in its own namespace. */
export interface BackendTlsPolicySpec {
  readonly targetRefs: readonly BackendTlsTarget[];
  readonly validation: {
    /** Asked for in the handshake; the certificate must be for it unless `subjectAltNames` says otherwise. */
    readonly hostname: string;
    /** Exactly one of the two: objects with the key `ca.crt`, or the roots of the proxy's system. */
    readonly caCertificateRefs: readonly { readonly group: string; readonly kind: string; readonly name: string }[];
    readonly wellKnownCACertificates?: string;
    readonly subjectAltNames: readonly {
      readonly type: "Hostname" | "URI";
      readonly hostname?: string;
      readonly uri?: string;
    }[];
  };
  readonly options?: Readonly<Record<string, string>>;
}

interface BackendTlsTarget {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** The name of a port; absent: all ports. */
  readonly sectionName?: string;
}

const alternativeName: Schema = object(
  { type: oneOf("Hostname", "URI") },
  { hostname: text, uri: text },
  { union: { tag: "type", members: { Hostname: "hostname", URI: "uri" } } },
);

export const backendTlsPolicySchema: Schema = object(
  {
    targetRefs: list(object({ group: apiGroup, kind: kindName, name: objectName }, { sectionName: dnsName }), {
      minItems: 1,
      maxItems: 16,
    }),
    validation: object(
      { hostname: dnsName },
      {
        caCertificateRefs: listOrNone(object({ group: apiGroup, kind: kindName, name: objectName }), { maxItems: 8 }),
        wellKnownCACertificates: text,
        subjectAltNames: listOrNone(alternativeName, { maxItems: 5 }),
      },
    ),
  },
  { options: mapOf(text) },
);

/**
 * The policy that stands for one that cannot be read: it believes nobody at the targets that can be read, so that nothing
 * leaves in the clear that was to be encrypted. Undefined where no target can be read.
 */
export function believingNobody(body: unknown): BackendTlsPolicySpec | undefined {
  const { targetRefs } = (body ?? {}) as { readonly targetRefs?: unknown };
  const targets = (Array.isArray(targetRefs) ? targetRefs : []).flatMap((target: unknown): BackendTlsTarget[] => {
    const { group = "", kind, name, sectionName } = (target ?? {}) as Partial<Record<keyof BackendTlsTarget, unknown>>;
    if (typeof group !== "string" || typeof kind !== "string" || typeof name !== "string") return [];
    return [{ group, kind, name, ...(typeof sectionName === "string" && { sectionName }) }];
  });
  if (targets.length === 0) return undefined;
  return { targetRefs: targets, validation: { hostname: "invalid", caCertificateRefs: [], subjectAltNames: [] } };
}
