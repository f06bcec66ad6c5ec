import type { Schema } from "./schema/schema.js";
import type { LabelSelector } from "./selectors.js";
/** `Gateway` (gateway.networking.k8s.io/v1): a waypoint when its class is one. */
export interface GatewaySpec {
    readonly gatewayClassName: string;
    readonly listeners: readonly Listener[];
    /** Set by hand: the waypoint is deployed by somebody else at these addresses. */
    readonly addresses: readonly GatewayAddress[];
    readonly infrastructure?: {
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
        readonly parametersRef?: {
            readonly group: string;
            readonly kind: string;
            readonly name: string;
        };
    };
}
interface Listener {
    readonly name: string;
    readonly hostname?: string;
    readonly port: number;
    readonly protocol: string;
    readonly allowedRoutes: AllowedRoutes;
}
/** Which routes may attach and, for a waypoint, whose objects may use it. */
interface AllowedRoutes {
    readonly namespaces: {
        readonly from: "All" | "Selector" | "Same";
        readonly selector?: LabelSelector;
    };
    readonly kinds?: readonly {
        readonly group: string;
        readonly kind: string;
    }[];
}
export interface GatewayAddress {
    /** `IPAddress`, `Hostname`, or an implementation's own. */
    readonly type: string;
    readonly value: string;
}
/** The addresses in the status of `gateway`: where an API server says its waypoint can be reached. */
export declare function gatewayStatusAddresses(gateway: {
    readonly status?: unknown;
}): readonly GatewayAddress[];
export declare const gatewaySchema: Schema;
export {};
