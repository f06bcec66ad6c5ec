import type { Judged } from "../binding/policies.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Access } from "../ir/access.js";
import type { Protocol } from "../ir/protocol.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
import type { PortSite } from "./port-protocol.js";
/**
 * Who may do what on a service port of a waypoint: the policies that target the service, the waypoint's Gateway or its
 * class. On TCP ports only what connections show is judged.
 */
export declare function lowerAccess(site: PortSite, view: ResourceView, report: Report): Access;
/** What is judged, how its bytes are understood, and what to call it. */
export declare function accessOf(judged: Judged & {
    readonly port?: ServicePort;
}, { protocol, port, number }: {
    readonly protocol: Protocol;
    readonly port: string;
    readonly number: number;
}, { view, report }: {
    readonly view: ResourceView;
    readonly report: Report;
}): Access;
