import { apiGroup, dnsName, hostname, kindName, objectName } from "./schema/forms.js";
import type { Members, Schema, SchemaRule } from "./schema/schema.js";
import { entriesOf, list, listOrNone, listRule, mapOf, object, oneOf, rule, textOf } from "./schema/schema.js";

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
  {
    hostname,
    uri: {
      type: "string",
      minLength: 1,
      maxLength: 253,
      pattern: "^[^:/?#]+://",
      meaning: "a URI such as spiffe://mesh.example/shop",
    },
  },
  { union: { tag: "type", members: { Hostname: "hostname", URI: "uri" } } },
);

const wellKnown =
  "^(System|([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]))$";

const targetRules: readonly SchemaRule[] = [
  listRule("names one target several times, once as a whole: each time must name a sectionName", (targets) =>
    targets.every((target) =>
      targets.every(
        (other) =>
          targetKey(target) !== targetKey(other) ||
          (textOf(target, "sectionName") === "") === (textOf(other, "sectionName") === ""),
      ),
    ),
  ),
  listRule("has the same target twice", (targets) => {
    const parts = targets.map((target) => `${targetKey(target)} ${textOf(target, "sectionName")}`);
    return new Set(parts).size === parts.length;
  }),
];

function targetKey({ group, kind, name }: Members): string {
  return JSON.stringify([group, kind, name]);
}

const rootRules: readonly SchemaRule[] = [
  rule("cannot have both caCertificateRefs and wellKnownCACertificates", (validation) => {
    return entriesOf(validation, "caCertificateRefs").length === 0 || !textOf(validation, "wellKnownCACertificates");
  }),
  rule("must have caCertificateRefs or wellKnownCACertificates", (validation) => {
    return (
      entriesOf(validation, "caCertificateRefs").length > 0 || textOf(validation, "wellKnownCACertificates") !== ""
    );
  }),
];

export const backendTlsPolicySchema: Schema = object(
  {
    targetRefs: list(object({ group: apiGroup, kind: kindName, name: objectName }, { sectionName: dnsName }), {
      minItems: 1,
      maxItems: 16,
      rules: targetRules,
    }),
    validation: object(
      { hostname: dnsName },
      {
        caCertificateRefs: listOrNone(object({ group: apiGroup, kind: kindName, name: objectName }), { maxItems: 8 }),
        wellKnownCACertificates: {
          type: "string",
          minLength: 1,
          maxLength: 253,
          pattern: wellKnown,
          meaning: "System, or a name with a domain such as example.com/roots",
        },
        subjectAltNames: listOrNone(alternativeName, { maxItems: 5 }),
      },
      { rules: rootRules },
    ),
  },
  { options: mapOf({ type: "string", maxLength: 4096 }, { maxProperties: 16 }) },
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
