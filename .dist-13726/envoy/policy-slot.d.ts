import { envoy, type TypedMessage } from "../../generated/envoy.js";
import type { Access } from "../ir/access.js";
import type { ServicePort } from "../ir/waypoint.js";
import { type GeneratedOf, resourceTypes } from "./generated.js";
/** An ALLOW list with nothing on it. */
export declare const denyAll: TypedMessage;
/**
 * Everything that judges requests to a service port, as one filter that holds a chain of filters: an edit of any policy
 * sends this one resource and nothing else.
 */
export declare function policySlot(port: Pick<ServicePort, "id" | "protocol">, access: Access): GeneratedOf<typeof resourceTypes.extension>;
/** What a slot is filled with: one filter made of these. */
export declare function slotOf(name: string, filters: readonly envoy.config.core.v3.TypedExtensionConfig[]): GeneratedOf<typeof resourceTypes.extension>;
/** Envoy subscribes to the resource under the name of the filter. Nobody passes before it came, nor if it is taken away. */
export declare function slotFilter(name: string): envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
