import { ownCertificate } from "../envoy/names.js";
/** What a waypoint needs: its own certificate under the fixed name, and the roots. */
export function waypointSecrets(identity, trustDomains) {
    return { certificates: new Map([[ownCertificate, identity]]), peers: new Map(), trustDomains };
}
//# sourceMappingURL=secret-needs.js.map