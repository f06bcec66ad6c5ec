/** Requests from bytes. Responses are put together from ready bytes instead (`delta.ts`, `sotw.ts`). */
import { decode, type google, type JsonValue } from "../protos.js";
import type { DeltaRequest } from "./delta.js";
import type { SotwRequest } from "./sotw.js";

/** Who opened a stream (envoy.config.core.v3.Node), as far as it says so. */
export interface XdsNode {
  readonly id: string;
  readonly cluster: string;
  readonly metadata: { readonly [key: string]: JsonValue };
}

/** A request and, on the first one of a stream, the node. */
export interface Decoded<R> {
  readonly request: R;
  readonly node?: XdsNode;
}

/** Throws if the bytes are no envoy.service.discovery.v3.DeltaDiscoveryRequest. */
export function decodeDeltaRequest(bytes: Uint8Array): Decoded<DeltaRequest> {
  const message = decode("envoy.service.discovery.v3.DeltaDiscoveryRequest", bytes);
  return {
    ...nodeOf(message.node),
    request: {
      ...common(message),
      subscribe: message.resourceNamesSubscribe ?? [],
      unsubscribe: message.resourceNamesUnsubscribe ?? [],
      initialVersions: new Map(Object.entries(message.initialResourceVersions ?? {})),
    },
  };
}

/** Throws if the bytes are no envoy.service.discovery.v3.DiscoveryRequest. */
export function decodeSotwRequest(bytes: Uint8Array): Decoded<SotwRequest> {
  const message = decode("envoy.service.discovery.v3.DiscoveryRequest", bytes);
  return {
    ...nodeOf(message.node),
    request: { ...common(message), names: message.resourceNames ?? [], version: message.versionInfo ?? "" },
  };
}

interface Common {
  readonly typeUrl?: string | undefined;
  readonly responseNonce?: string | undefined;
  readonly errorDetail?: { readonly message?: string | undefined } | undefined;
}

function common(message: Common): { typeUrl: string; nonce: string; error?: string } {
  const { typeUrl = "", responseNonce: nonce = "", errorDetail } = message;
  return { typeUrl, nonce, ...(errorDetail == null ? {} : { error: errorDetail.message ?? "" }) };
}

interface NodeMessage {
  readonly id?: string | undefined;
  readonly cluster?: string | undefined;
  readonly metadata?: google.protobuf.Struct | undefined;
}

function nodeOf(node: NodeMessage | undefined): { node?: XdsNode } {
  if (node === undefined) return {};
  return { node: { id: node.id ?? "", cluster: node.cluster ?? "", metadata: structOf(node.metadata) } };
}

function structOf(struct: google.protobuf.Struct | undefined): { [key: string]: JsonValue } {
  return Object.fromEntries(Object.entries(struct?.fields ?? {}).map(([key, value]) => [key, jsonOf(value)]));
}

function jsonOf(value: google.protobuf.Value): JsonValue {
  if (value.structValue != null) return structOf(value.structValue);
  if (value.listValue != null) return (value.listValue.values ?? []).map(jsonOf);
  return value.stringValue ?? value.numberValue ?? value.boolValue ?? null;
}
