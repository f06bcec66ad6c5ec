import { resourceTypes } from "./generated.js";
import { isAuthority, portName } from "./names.js";
import { connectTimeout, internalHop, noCircuitBreakers } from "./settings.js";
const toListener = internalHop([]);
/**
 * One cluster for each authority of a service port, named exactly like it: connect_terminate looks the authority up
 * among the clusters, so that adding a service touches no table that others share. Each leads to the port's listener.
 * An authority that the guard would refuse gets none: nobody could reach it.
 */
export function vipClusters(port) {
    const listener = portName(port);
    return port.authorities.filter(isAuthority).map((authority) => ({
        type: resourceTypes.cluster,
        name: authority,
        message: {
            name: authority,
            // One line of statistics for all of them: the listener behind counts for the service.
            altStatName: "authorities",
            connectTimeout,
            circuitBreakers: noCircuitBreakers,
            loadAssignment: {
                clusterName: authority,
                endpoints: [
                    {
                        lbEndpoints: [{ endpoint: { address: { envoyInternalAddress: { serverListenerName: listener } } } }],
                    },
                ],
            },
            transportSocket: toListener,
        },
        requires: [{ type: resourceTypes.listener, name: listener }],
    }));
}
//# sourceMappingURL=authority-clusters.js.map