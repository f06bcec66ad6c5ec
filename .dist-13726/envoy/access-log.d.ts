import type { envoy } from "../../generated/envoy.js";
import type { Json } from "./templates.js";
declare const formats: {
    readonly requests: {
        readonly time: "%START_TIME%";
        readonly listener: "%FILTER_CHAIN_NAME%";
        readonly client: "%FILTER_STATE(io.istio.peer_principal:PLAIN)%";
        readonly client_address: "%FILTER_STATE(waymark.client_address:PLAIN)%";
        readonly authority: "%REQ(:AUTHORITY)%";
        readonly method: "%REQ(:METHOD)%";
        readonly path: "%REQ(:PATH)%";
        readonly protocol: "%PROTOCOL%";
        readonly code: "%RESPONSE_CODE%";
        readonly details: "%RESPONSE_CODE_DETAILS%";
        readonly flags: "%RESPONSE_FLAGS%";
        readonly policy: string;
        readonly audit: string;
        readonly trial_deny: string;
        readonly trial_allow: string;
        readonly route: "%ROUTE_NAME%";
        readonly upstream: "%UPSTREAM_HOST%";
        readonly upstream_cluster: "%UPSTREAM_CLUSTER%";
        readonly request_id: "%REQ(X-REQUEST-ID)%";
        readonly bytes_received: "%BYTES_RECEIVED%";
        readonly bytes_sent: "%BYTES_SENT%";
        readonly duration_ms: "%DURATION%";
    };
    readonly connections: {
        readonly time: "%START_TIME%";
        readonly listener: "%FILTER_CHAIN_NAME%";
        readonly client: "%FILTER_STATE(io.istio.peer_principal:PLAIN)%";
        readonly client_address: "%FILTER_STATE(waymark.client_address:PLAIN)%";
        readonly authority: "%FILTER_STATE(io.istio.connect_authority:PLAIN)%";
        readonly flags: "%RESPONSE_FLAGS%";
        readonly upstream: "%UPSTREAM_HOST%";
        readonly upstream_cluster: "%UPSTREAM_CLUSTER%";
        readonly bytes_received: "%BYTES_RECEIVED%";
        readonly bytes_sent: "%BYTES_SENT%";
        readonly duration_ms: "%DURATION%";
    };
};
/** The access log of a listener; none without a file. */
export declare function accessLog(file: string | undefined, of: keyof typeof formats): readonly envoy.config.accesslog.v3.AccessLog[];
/** The log of refused CONNECTs for a template, as ProtoJSON; none without a file. */
export declare function accessLogJson(file: string | undefined): Json;
export {};
