import { serviceWithKey } from "../binding/entry-services.js";
import { hostOf } from "../binding/services.js";
/** The SPIFFE id of a service account. */
export function identityOf(account, mesh) {
    return `spiffe://${mesh.trustDomain}/ns/${account.namespace}/sa/${account.serviceAccount}`;
}
/** `namespace/name` of a waypoint. */
export function waypointNameOf(waypoint) {
    return `${waypoint.namespace}/${waypoint.name}`;
}
/** A service port as a place to send requests. */
export function destinationIdOf(service, port, mesh) {
    const { name, namespace } = service.metadata;
    const entry = service.spec.entry === undefined ? {} : { entry: true };
    return { host: hostOf(service, mesh), namespace, service: name, port, ...entry };
}
/** The service of a destination; undefined once it is gone. */
export function serviceOf(id, view) {
    const { namespace, service, host, entry } = id;
    return serviceWithKey(entry === undefined ? `${namespace}/${service}` : `${namespace}/${service}/${host}`, view);
}
/** `10.96.0.10:80`, `[fd00::1]:80`. */
export function authorityOf(address, port) {
    return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
//# sourceMappingURL=names.js.map