/** Which DestinationRule speaks about a service, and where one has no effect. */
import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { ClientTls } from "../model/destination-rule.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
type Rule = Resource<"DestinationRule">;
/** The TLS settings for a port of a service, and where they stand. */
export interface TlsSettings {
    readonly tls: ClientTls;
    readonly origin: Origin;
}
/** What is asked for of TLS to a port of a service; undefined if nothing is. */
export declare function tlsSettingsFor(service: Resource<"Service">, port: number, view: ResourceView): TlsSettings | undefined;
/** Says what of a rule is not in effect. */
export declare function reportRule(rule: Rule, view: ResourceView, report: Report): void;
export {};
