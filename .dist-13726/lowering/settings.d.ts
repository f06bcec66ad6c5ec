import type { WaypointGateway } from "../binding/waypoints.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { WaypointSettings } from "../ir/waypoint.js";
import type { MeshConfiguration } from "../model/mesh-configuration.js";
import type { ResourceView } from "../model/resource-set.js";
/** What holds for a whole waypoint. */
export declare function lowerSettings(waypoint: WaypointGateway, view: ResourceView, report: Report): WaypointSettings;
/** The trust domains whose peers may connect, the mesh's own first. */
export declare function trustDomainsOf(mesh: Pick<MeshConfiguration, "trustDomain" | "trustDomainAliases">): readonly string[];
