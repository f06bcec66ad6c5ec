/**
 * From the IR to Envoy. What one waypoint must do becomes many small xDS resources, one for each thing that users edit,
 * so that an edit sends one of them and drains nothing:
 *
 *   CONNECT 10.96.0.10:80 ──► connect_terminate (bootstrap) ──► cluster "10.96.0.10:80" ──► internal listener S
 *   S: HTTP connection manager, routes by RDS S, policies by ECDS "policy/S" ──► cluster S (endpoints by EDS S)
 *     ──► connect_originate (bootstrap) ──► HBONE to the pod
 *
 * This file makes every name that stands in a resource; two generators that must agree on a name agree here.
 */
import type { DestinationId } from "../ir/destination.js";
import type { Identity } from "../ir/identity.js";
import type { PluginName, PluginPhase } from "../ir/wasm.js";
import type { ServicePort } from "../ir/waypoint.js";
/** The fixed parts of every waypoint; they live in `envoy-templates/`. */
export declare const connectTerminate = "connect_terminate";
export declare const connectOriginate = "connect_originate";
/** The way to other waypoints; only those that send requests on to one have it. */
export declare const connectOnward = "connect_onward";
/** The way there for copies of requests: a cluster, and the listener that it leads to. */
export declare const onwardCopies = "onward_copies";
/** The cluster of the control plane. */
export declare const xdsCluster = "xds-grpc";
/** Secrets: the proxy's own certificate, and the roots with the matchers for peer names. */
export declare const ownCertificate = "default";
export declare const trustedRoots = "ROOTCA";
/** What ports without HTTP enforce: it is judged on the CONNECT, before a server that speaks first can say anything. */
export declare const connectPolicy = "policy/connect";
/** A cluster that never exists: the share of requests whose backend is invalid goes there and is answered with 500. */
export declare const invalidBackend = "invalid-backend";
/**
 * What a CONNECT may name. connect_terminate takes the cluster's name from the `:authority`, so this is what keeps a
 * client from naming any other cluster, the control plane's too: no other cluster's name may match it.
 */
export declare const authorityGuard: string;
/** The port at which waypoints and pods accept HBONE. */
export declare const hbonePort = 15008;
/** Whether a CONNECT can name it: lower-case, canonical IP address and port. */
export declare function isAuthority(text: string): boolean;
/** Filter state that connect_terminate sets for every connection; text unless said otherwise. */
export declare const filterState: {
    /** The client's SPIFFE id. */
    readonly peerPrincipal: "io.istio.peer_principal";
    readonly localPrincipal: "io.istio.local_principal";
    readonly connectAuthority: "io.istio.connect_authority";
    /** The client's address without port, as an IP object. */
    readonly clientAddress: "waymark.client_address";
    /** The same as text, to be told to other waypoints. */
    readonly clientIp: "waymark.client_ip";
    /** The client's address with a port, which internal listeners take for the connection's own. */
    readonly remoteAddress: "envoy.filters.listener.original_dst.remote_ip";
    /** The service ports at other waypoints that a request has been at; absent for clients that come themselves. */
    readonly via: "waymark.via";
};
/** Filter state of a request that is sent on to another waypoint: what that one is to be told. */
export declare const forwarded: {
    readonly client: "waymark.forwarded_client";
    readonly address: "waymark.forwarded_address";
    readonly via: "waymark.forwarded_via";
};
/** Headers of a CONNECT by which one waypoint tells another about the client; connect_terminate knows them, too. */
export declare const forwardedHeaders: {
    readonly mark: "x-waymark-forwarded";
    readonly client: "x-waymark-client";
    readonly address: "x-waymark-client-address";
    readonly via: "x-waymark-via";
};
/** Endpoint metadata that the internal hop hands on to connect_originate. */
export declare const endpointMetadata: {
    /** `local`: the address that the CONNECT names. `waypoint`: whom to ask for it, if that is not the address itself. */
    readonly originalDestination: "envoy.filters.listener.original_dst";
    /** `san`: the SPIFFE id that the pod must prove. */
    readonly peer: "waymark.peer";
};
/** The dynamic metadata of verified tokens, and the key of the payload in it. */
export declare const tokenMetadata: {
    readonly filter: "envoy.filters.http.jwt_authn";
    readonly payload: "payload";
};
/**
 * What policies leave behind of a request: keys in the dynamic metadata of RBAC and names of its statistics begin like
 * this. The names of trials are those that operators know.
 */
export declare const recordPrefixes: {
    readonly audit: "audit_";
    readonly trialDeny: "istio_dry_run_deny_";
    readonly trialAllow: "istio_dry_run_allow_";
    /** That a request is to be put to an authorizer. */
    readonly asked: ({ name, onTrial }: {
        readonly name: string;
        readonly onTrial: boolean;
    }) => string;
};
/** The dynamic metadata of RBAC, and what its keys end with. */
export declare const policyMetadata: {
    readonly filter: "envoy.filters.http.rbac";
    readonly enforced: "enforced_effective_policy_id";
    readonly shadow: "shadow_effective_policy_id";
    readonly shadowResult: "shadow_engine_result";
};
/** The listener, route configuration, cluster and load assignment of a service port. */
export declare function portName(port: Pick<ServicePort, "id" | "protocol">): string;
/** The cluster through which HTTP requests reach a destination. */
export declare function httpClusterName(id: DestinationId): string;
/** The cluster through which a destination is asked by gRPC, whatever protocol its port declares. */
export declare function grpcClusterName(id: DestinationId): string;
/** The slot for everything that judges requests to a service port. */
export declare function policySlotName(port: Pick<ServicePort, "id" | "protocol">): string;
/** The resource of a plugin. */
export declare function pluginResourceName(plugin: PluginName): string;
/** Whether a resource is that of a plugin. */
export declare function isPluginResource(name: string): boolean;
/** The filter state that a route sets for requests which a plugin shall see. */
export declare function pluginMark(plugin: PluginName): string;
/** The filter that routes tell which plugins of a phase shall see their requests. */
export declare function pluginMarker(phase: PluginPhase): string;
/** Resources of a node proxy: the door of a client, the door of a pod, and the ways between them. */
export declare const nodeNames: {
    /** The CONNECT proxy of a client (a pod, `namespace/name`), and its routes. */
    readonly client: (workload: string) => string;
    readonly waypointCluster: (workload: string, waypoint: string) => string;
    readonly podsCluster: (workload: string, host: string, port: number) => string;
    /** The endpoints of a service without waypoint; all clients share them. */
    readonly pods: (host: string, port: number) => string;
    /** The HBONE door of a pod. */
    readonly pod: (workload: string) => string;
    readonly podPolicy: (workload: string) => string;
    /** From the doors to the applications. */
    readonly applications: "applications";
    /** The secret with the certificate of an identity. */
    readonly certificate: (identity: Identity) => string;
    /** The secret with the roots that accepts this peer and nobody else. */
    readonly onlyPeer: (identity: Identity) => string;
};
/** A policy rule as RBAC logs and response code details show it: `ns[shop]-policy[readers]-rule[0]`. */
export declare function ruleName(policy: string, rule: string): string;
/** `10.0.0.7:8080`, `[fd00::7]:8080`. */
export declare function hostPort(address: string, port: number): string;
