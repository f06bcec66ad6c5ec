/** What `waymark generate` prints: the resources of a waypoint as ProtoJSON, under the names operators give the types. */
import { type Generated, type GeneratedOf, type ResourceType, resourceTypes } from "../envoy/generated.js";
import { ownCertificate, trustedRoots } from "../envoy/names.js";
import { staticConfiguration } from "../envoy/static-configuration.js";
import { certificateSecret, trustSecret } from "../identity/sds.js";
import { Secret } from "../identity/secret.js";
import { decode, fromJson, isMessageName, type JsonValue, type MessageTypes, messageName, toJson } from "../protos.js";
import type { Resource as XdsResource } from "../xds/resource.js";
import { placeholderCertificate } from "./placeholder-certificate.js";

/** In the order in which a proxy takes them. */
export const discoveryServices = {
  cds: { type: resourceTypes.cluster, section: "clusters" },
  eds: { type: resourceTypes.loadAssignment, section: "endpoints" },
  lds: { type: resourceTypes.listener, section: "listeners" },
  rds: { type: resourceTypes.routes, section: "routes" },
  ecds: { type: resourceTypes.extension, section: "extensions" },
} as const;

export type DiscoveryService = keyof typeof discoveryServices;

export function isDiscoveryService(text: string): text is DiscoveryService {
  return Object.hasOwn(discoveryServices, text);
}

/** One waypoint's resources by section, each sorted by name; `only` empty means all types. */
export function configurationOf(
  waypoint: string,
  resources: readonly XdsResource[],
  only: readonly DiscoveryService[],
): JsonValue {
  const wanted = only.length > 0 ? only : (Object.keys(discoveryServices) as DiscoveryService[]);
  const sections = Object.entries(discoveryServices)
    .filter(([service]) => wanted.includes(service as DiscoveryService))
    .map(([, { type, section }]): [string, JsonValue] => {
      const found = resources.filter(({ typeUrl }) => messageName(typeUrl) === type);
      return [section, found.map(({ body }) => toJson(type, body))];
    });
  return { waypoint, ...Object.fromEntries(sections) };
}

const bootstrapType = "envoy.config.bootstrap.v3.Bootstrap";

/**
 * One complete static configuration: the bootstrap with everything in it. Its certificates are placeholders: see
 * `placeholder-certificate.ts`.
 */
export function staticConfigurationOf(
  bootstrap: JsonValue,
  resources: readonly XdsResource[],
  trustDomains: readonly string[],
): JsonValue {
  const { certificatePem, privateKeyPem } = placeholderCertificate();
  const secrets = [
    certificateSecret(ownCertificate, { chainPem: certificatePem, privateKey: new Secret(privateKeyPem) }),
    trustSecret(trustedRoots, {
      rootsPem: certificatePem,
      sanPrefixes: trustDomains.map((domain) => `spiffe://${domain}/`),
    }),
  ];
  const all: Generated[] = [...resources.flatMap(generatedOf), ...secrets.map(secretOf)];
  return toJson(bootstrapType, staticConfiguration(fromJson(bootstrapType, bootstrap), all));
}

function generatedOf({ typeUrl, name, body }: XdsResource): readonly Generated[] {
  const type = messageName(typeUrl);
  if (!isResourceType(type) || !isMessageName(type)) return [];
  return [{ type, name, message: decode(type, body), requires: [] } as unknown as Generated];
}

function isResourceType(type: string): type is ResourceType {
  return (Object.values(resourceTypes) as readonly string[]).includes(type);
}

function secretOf(message: MessageTypes[typeof resourceTypes.secret]): GeneratedOf<typeof resourceTypes.secret> {
  return { type: resourceTypes.secret, name: message.name ?? "", message, requires: [] };
}
