import type { Schema } from "./schema/schema.js";
import { list, listOrNone, object, oneOf, rule, text, withDefault } from "./schema/schema.js";
import type { PolicyAttachment } from "./selectors.js";
import { attachmentIn, attachmentRule, sectionAttachmentFields } from "./selectors.js";

/** `AuthorizationPolicy` (security.istio.io/v1, v1beta1). */
export interface AuthorizationPolicySpec extends PolicyAttachment {
  readonly action: "ALLOW" | "DENY" | "AUDIT" | "CUSTOM";
  /** Any of them. An ALLOW policy without rules allows nothing. */
  readonly rules: readonly AuthorizationRule[];
  /** For CUSTOM: the name of an extension provider of the mesh configuration. */
  readonly provider?: { readonly name?: string };
}

/** `from` (any entry), `to` (any entry) and `when` (every entry) must hold; what is absent holds. */
export interface AuthorizationRule {
  readonly from?: readonly { readonly source?: AuthorizationSource }[];
  readonly to?: readonly { readonly operation?: AuthorizationOperation }[];
  readonly when?: readonly AuthorizationCondition[];
}

/** Lists are alternatives; the lists of one source must all hold. */
export interface AuthorizationSource {
  readonly principals?: readonly string[];
  readonly notPrincipals?: readonly string[];
  readonly requestPrincipals?: readonly string[];
  readonly notRequestPrincipals?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly notNamespaces?: readonly string[];
  /** `namespace/name`, or a name in the namespace of the policy. */
  readonly serviceAccounts?: readonly string[];
  readonly notServiceAccounts?: readonly string[];
  readonly trustDomains?: readonly string[];
  readonly notTrustDomains?: readonly string[];
  /** Addresses or ranges of the direct peer. */
  readonly ipBlocks?: readonly string[];
  readonly notIpBlocks?: readonly string[];
  /** Addresses or ranges of the client as trusted proxies tell it. */
  readonly remoteIpBlocks?: readonly string[];
  readonly notRemoteIpBlocks?: readonly string[];
}

export interface AuthorizationOperation {
  readonly hosts?: readonly string[];
  readonly notHosts?: readonly string[];
  readonly ports?: readonly string[];
  readonly notPorts?: readonly string[];
  readonly methods?: readonly string[];
  readonly notMethods?: readonly string[];
  readonly paths?: readonly string[];
  readonly notPaths?: readonly string[];
}

export interface AuthorizationCondition {
  /** `request.headers[X-Name]`, `source.ip`, `request.auth.claims[iss]`, … */
  readonly key: string;
  readonly values?: readonly string[];
  readonly notValues?: readonly string[];
}

const texts: Schema = list(text);
const accounts: Schema = list({ type: "string", maxLength: 320 }, { maxItems: 16 });

const sourceSchema: Schema = object(
  {},
  {
    principals: texts,
    notPrincipals: texts,
    requestPrincipals: texts,
    notRequestPrincipals: texts,
    namespaces: texts,
    notNamespaces: texts,
    serviceAccounts: accounts,
    notServiceAccounts: accounts,
    trustDomains: texts,
    notTrustDomains: texts,
    ipBlocks: texts,
    notIpBlocks: texts,
    remoteIpBlocks: texts,
    notRemoteIpBlocks: texts,
  },
  {
    rules: [
      rule(
        "has service accounts, so it cannot have principals or namespaces, too",
        ({ serviceAccounts, notServiceAccounts, principals, notPrincipals, namespaces, notNamespaces }) =>
          (serviceAccounts ?? notServiceAccounts) === undefined ||
          (principals ?? notPrincipals ?? namespaces ?? notNamespaces) === undefined,
        { advice: "Write a service account as NAMESPACE/NAME." },
      ),
    ],
  },
);

const operationSchema: Schema = object(
  {},
  {
    hosts: texts,
    notHosts: texts,
    ports: texts,
    notPorts: texts,
    methods: texts,
    notMethods: texts,
    paths: texts,
    notPaths: texts,
  },
);

const ruleSchema: Schema = object(
  {},
  {
    from: list(object({}, { source: sourceSchema }), { minItems: 1, maxItems: 512 }),
    to: list(object({}, { operation: operationSchema }), { minItems: 1 }),
    when: list(object({ key: text }, { values: texts, notValues: texts })),
  },
);

export const authorizationPolicySchema: Schema = object(
  {},
  {
    ...sectionAttachmentFields,
    action: withDefault("ALLOW", oneOf("ALLOW", "DENY", "AUDIT", "CUSTOM")),
    rules: listOrNone(ruleSchema, { maxItems: 512 }),
    provider: object({}, { name: text }),
  },
  attachmentRule,
);

/**
 * What stands for a policy that its schema refuses: everything is denied wherever it would have judged, so that a slip
 * in a policy never opens a door. `undefined` if the slip is in what says where that is.
 */
export function denyingEverything(spec: unknown): AuthorizationPolicySpec | undefined {
  const attachment = attachmentIn(spec);
  return attachment && { ...attachment, action: "DENY", rules: [{}] };
}
