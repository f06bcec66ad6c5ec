import { filterState } from "../names.js";
import { struct } from "../settings.js";
const outcome = {
    time: "%START_TIME%",
    authority: "%REQ(:AUTHORITY)%",
    destination: "%UPSTREAM_HOST%",
    code: "%RESPONSE_CODE%",
    details: "%RESPONSE_CODE_DETAILS%",
    flags: "%RESPONSE_FLAGS%",
    bytes_received: "%BYTES_RECEIVED%",
    bytes_sent: "%BYTES_SENT%",
    duration_ms: "%DURATION%",
};
/** A tunnel as its client's proxy saw it. */
export function clientLog(client) {
    return [
        jsonLines({
            log: "client",
            workload: client.name,
            source: client.address,
            source_identity: client.identity,
            failure: "%UPSTREAM_TRANSPORT_FAILURE_REASON%",
            ...outcome,
        }),
    ];
}
/** A tunnel as the door of a pod saw it: from where, by whom, to where, and how much. */
export function podLog(pod) {
    return [
        jsonLines({
            log: "pod",
            workload: pod.name,
            source: "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%",
            source_identity: `%FILTER_STATE(${filterState.peerPrincipal}:PLAIN)%`,
            destination_identity: pod.identity,
            ...outcome,
        }),
    ];
}
/** Somebody at the door of a pod who did not get in: no certificate, another trust domain, no TLS at all. */
export function failedHandshakeLog(pod) {
    const log = jsonLines({
        log: "handshake",
        workload: pod.name,
        time: "%START_TIME%",
        source: "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%",
        failure: "%DOWNSTREAM_TRANSPORT_FAILURE_REASON%",
        destination_identity: pod.identity,
    });
    const expression = 'has(connection.transport_failure_reason) && connection.transport_failure_reason != ""';
    return [
        {
            ...log,
            filter: {
                extensionFilter: {
                    name: "envoy.access_loggers.extension_filters.cel",
                    typedConfig: {
                        type: "envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter",
                        value: { expression },
                    },
                },
            },
        },
    ];
}
/** To the standard output: opening `/dev/stdout` as a file fails where it belongs to another user. */
function jsonLines(fields) {
    const jsonFormat = struct(fields);
    return {
        name: "envoy.access_loggers.stdout",
        typedConfig: {
            type: "envoy.extensions.access_loggers.stream.v3.StdoutAccessLog",
            value: { logFormat: { jsonFormat } },
        },
    };
}
//# sourceMappingURL=access-logs.js.map