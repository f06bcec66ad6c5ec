import type { Resource } from "../model/resource.js";
import type { ServicePort } from "../model/service.js";
/** A service port, as clients ask for it. */
export interface RoutedPort {
    readonly service: Resource<"Service">;
    readonly port: ServicePort;
}
