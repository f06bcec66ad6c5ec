import { isInMesh, workloadNamespaces, workloadsIn } from "../binding/workloads.js";
import { automaticAddress, qualifiedName } from "../model/addresses.js";
import { lowerWorkload } from "./guarded-pods.js";
import { identityOf } from "./names.js";
/**
 * Those who can be clients, by name: every workload of the mesh, and every declared service account that no workload
 * uses, under the account's own name and at an address that nobody lives at, so that it can be spoken for all the same.
 */
export function clientsOf(view) {
    const workloads = workloadNamespaces(view).flatMap((namespace) => workloadsIn(namespace, view));
    const pods = workloads.filter((each) => isInMesh(each, view)).map((each) => lowerWorkload(each, view.mesh));
    const names = new Set(pods.map(({ name }) => name));
    const identities = new Set(pods.map(({ identity }) => identity));
    const accounts = view.all("ServiceAccount").flatMap((account) => {
        const { namespace, name: serviceAccount } = account.metadata;
        const identity = identityOf({ namespace, serviceAccount }, view.mesh);
        if (identities.has(identity))
            return [];
        const own = qualifiedName(account);
        const name = names.has(own) ? `${own}-account` : own;
        return [{ name, identity, address: automaticAddress("pod", `account ${own}`, "second") }];
    });
    return [...pods, ...accounts].sort((one, other) => (one.name < other.name ? -1 : 1));
}
//# sourceMappingURL=clients.js.map