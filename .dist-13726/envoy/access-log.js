import { filterState, policyMetadata, recordPrefixes } from "./names.js";
import { struct } from "./settings.js";
/** One JSON object for each request that a waypoint served: who asked whom for what, and who decided how it ended. */
const requestFields = {
    time: "%START_TIME%",
    listener: "%FILTER_CHAIN_NAME%",
    client: `%FILTER_STATE(${filterState.peerPrincipal}:PLAIN)%`,
    client_address: `%FILTER_STATE(${filterState.clientAddress}:PLAIN)%`,
    authority: "%REQ(:AUTHORITY)%",
    method: "%REQ(:METHOD)%",
    path: "%REQ(:PATH)%",
    protocol: "%PROTOCOL%",
    code: "%RESPONSE_CODE%",
    details: "%RESPONSE_CODE_DETAILS%",
    flags: "%RESPONSE_FLAGS%",
    policy: policyRecord(policyMetadata.enforced),
    audit: policyRecord(`${recordPrefixes.audit}${policyMetadata.enforced}`),
    trial_deny: policyRecord(`${recordPrefixes.trialDeny}${policyMetadata.shadow}`),
    trial_allow: policyRecord(`${recordPrefixes.trialAllow}${policyMetadata.shadowResult}`),
    route: "%ROUTE_NAME%",
    upstream: "%UPSTREAM_HOST%",
    upstream_cluster: "%UPSTREAM_CLUSTER%",
    request_id: "%REQ(X-REQUEST-ID)%",
    bytes_received: "%BYTES_RECEIVED%",
    bytes_sent: "%BYTES_SENT%",
    duration_ms: "%DURATION%",
};
/** The same for a connection without HTTP. */
const connectionFields = {
    time: "%START_TIME%",
    listener: "%FILTER_CHAIN_NAME%",
    client: `%FILTER_STATE(${filterState.peerPrincipal}:PLAIN)%`,
    client_address: `%FILTER_STATE(${filterState.clientAddress}:PLAIN)%`,
    authority: `%FILTER_STATE(${filterState.connectAuthority}:PLAIN)%`,
    flags: "%RESPONSE_FLAGS%",
    upstream: "%UPSTREAM_HOST%",
    upstream_cluster: "%UPSTREAM_CLUSTER%",
    bytes_received: "%BYTES_RECEIVED%",
    bytes_sent: "%BYTES_SENT%",
    duration_ms: "%DURATION%",
};
/** A CONNECT that was refused before it reached a service port. */
const connectFields = {
    time: "%START_TIME%",
    listener: "connect_terminate",
    client: "%DOWNSTREAM_PEER_URI_SAN%",
    client_address: "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT%",
    authority: "%REQ(:AUTHORITY)%",
    code: "%RESPONSE_CODE%",
    details: "%RESPONSE_CODE_DETAILS%",
    flags: "%RESPONSE_FLAGS%",
};
/** What a policy left behind of the request; absent (null) without such a policy. */
function policyRecord(key) {
    return `%DYNAMIC_METADATA(${policyMetadata.filter}:${key})%`;
}
const formats = { requests: requestFields, connections: connectionFields };
/** The access log of a listener; none without a file. */
export function accessLog(file, of) {
    if (file === undefined)
        return [];
    return [
        {
            name: "envoy.access_loggers.file",
            typedConfig: {
                type: "envoy.extensions.access_loggers.file.v3.FileAccessLog",
                value: { path: file, logFormat: { jsonFormat: struct(formats[of]) } },
            },
        },
    ];
}
/** The log of refused CONNECTs for a template, as ProtoJSON; none without a file. */
export function accessLogJson(file) {
    if (file === undefined)
        return [];
    return [
        {
            name: "envoy.access_loggers.file",
            filter: { status_code_filter: { comparison: { op: "GE", value: { default_value: 400, runtime_key: "unset" } } } },
            typed_config: {
                "@type": "type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog",
                path: file,
                log_format: { json_format: connectFields },
            },
        },
    ];
}
//# sourceMappingURL=access-log.js.map