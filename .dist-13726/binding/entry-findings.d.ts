/** What there is to say about a service entry as such, whoever uses it. */
import type { Report } from "../diagnostics/diagnostic.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
type Entry = Resource<"ServiceEntry">;
/** Says which hosts, addresses, ports and endpoints of an entry are not in effect. */
export declare function reportEntry(entry: Entry, view: ResourceView, report: Report): void;
export {};
