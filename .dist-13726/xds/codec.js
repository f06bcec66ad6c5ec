/** Requests from bytes. Responses are put together from ready bytes instead (`delta.ts`, `sotw.ts`). */
import { decode } from "../protos.js";
/** Throws if the bytes are no envoy.service.discovery.v3.DeltaDiscoveryRequest. */
export function decodeDeltaRequest(bytes) {
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
export function decodeSotwRequest(bytes) {
    const message = decode("envoy.service.discovery.v3.DiscoveryRequest", bytes);
    return {
        ...nodeOf(message.node),
        request: { ...common(message), names: message.resourceNames ?? [], version: message.versionInfo ?? "" },
    };
}
function common(message) {
    const { typeUrl = "", responseNonce: nonce = "", errorDetail } = message;
    return { typeUrl, nonce, ...(errorDetail == null ? {} : { error: errorDetail.message ?? "" }) };
}
function nodeOf(node) {
    if (node === undefined)
        return {};
    return { node: { id: node.id ?? "", cluster: node.cluster ?? "", metadata: structOf(node.metadata) } };
}
function structOf(struct) {
    return Object.fromEntries(Object.entries(struct?.fields ?? {}).map(([key, value]) => [key, jsonOf(value)]));
}
function jsonOf(value) {
    if (value.structValue != null)
        return structOf(value.structValue);
    if (value.listValue != null)
        return (value.listValue.values ?? []).map(jsonOf);
    return value.stringValue ?? value.numberValue ?? value.boolValue ?? null;
}
//# sourceMappingURL=codec.js.map