import { automaticAddress, declaredEntryAddresses, declaredServiceAddresses, entryHostName, isHeadless, qualifiedName, serviceAddressKeys, } from "../model/addresses.js";
import { isAskedFor } from "./entry-services.js";
/** The fully qualified name of a service: `reviews.shop.svc.cluster.local`; of a service entry, its host. */
export function hostOf(service, mesh) {
    const { entry } = service.spec;
    return entry?.host ?? `${service.metadata.name}.${service.metadata.namespace}.svc.${mesh.clusterDomain}`;
}
/** The names a client may use wherever it is, the host first. The bare short name works in the own namespace only. */
export function namesOf(service, mesh) {
    const { entry } = service.spec;
    if (entry !== undefined)
        return [entry.host];
    const short = `${service.metadata.name}.${service.metadata.namespace}`;
    return [hostOf(service, mesh), short, `${short}.svc`];
}
/** Whether the mesh knows a service. `ExternalName` is an alias in DNS: there is nothing to route to. */
export function isMeshService(service) {
    return service.spec.type !== "ExternalName";
}
/**
 * The virtual addresses of a service. An address belongs to one service only, or requests for one would reach the
 * other: who is first by namespace and name keeps it. A service left without any gets an automatic one.
 */
export function vipsOf(service, view) {
    if (!isMeshService(service) || isHeadless(service))
        return { addresses: [], taken: [] };
    if (service.spec.entry !== undefined)
        return vipsOfEntry(service, service.spec.entry.host, view);
    const name = qualifiedName(service);
    const addresses = [];
    const taken = [];
    for (const address of serviceAddressKeys(service)) {
        const owner = ownerOf(address, view);
        if (owner === undefined || qualifiedName(owner) === name)
            addresses.push(address);
        else
            taken.push({ address, by: owner });
    }
    if (addresses.length > 0)
        return { addresses, taken };
    const declared = declaredServiceAddresses(service);
    return {
        addresses: [automaticAddress("service", name, "second")],
        taken: declared.length > 0 ? taken : [],
    };
}
/** Whose address it is: one that was declared comes before an automatic one, then the first by name. */
function ownerOf(address, view) {
    const candidates = view.indexed("services-by-address", address);
    return candidates.find((service) => declaredServiceAddresses(service).includes(address)) ?? candidates[0];
}
/**
 * The virtual addresses of a host of a service entry. What the entry declares belongs to its first host; the others, and
 * an entry that declares nothing (left), get an automatic one. Where clients are to reach what they ask for, an address
 * that nobody declared would lead nowhere.
 */
function vipsOfEntry(service, host, view) {
    const { namespace, name } = service.metadata;
    const entry = view.object("ServiceEntry", namespace, name);
    if (entry === undefined)
        return { addresses: [], taken: [] };
    const isFirst = entry.spec.hosts[0]?.toLowerCase() === host;
    const addresses = [];
    const taken = [];
    for (const address of isFirst ? declaredEntryAddresses(entry) : []) {
        const owner = addressOwner(address, entry, view);
        if (owner === undefined)
            addresses.push(address);
        else
            taken.push({ address, by: owner });
    }
    if (addresses.length > 0 || isAskedFor(entry.spec))
        return { addresses, taken };
    return { addresses: [automaticEntryAddress(entry, host, view)], taken };
}
/** Who else has the address that an entry declares: whatever belongs to the mesh comes first, then the first by name. */
function addressOwner(address, entry, view) {
    const inside = view.indexed("services-by-address", address)[0] ??
        view.indexed("gateways-by-address", address)[0] ??
        view.indexed("pods-by-address", address)[0] ??
        view.indexed("deployments-by-address", address)[0];
    if (inside !== undefined)
        return inside;
    const first = view.indexed("entries-by-address", address).find((other) => {
        return declaredEntryAddresses(other).includes(address);
    });
    return first === undefined || qualifiedName(first) === qualifiedName(entry) ? undefined : first;
}
/** The first choice, unless somebody declares it or another host of an earlier name would take it, too. */
function automaticEntryAddress(entry, host, view) {
    const own = entryHostName(entry, host);
    const first = automaticAddress("entry", own, "first");
    const isService = view.indexed("services-by-address", first).length > 0;
    const isEntry = view.indexed("entries-by-address", first).some((other) => {
        if (declaredEntryAddresses(other).includes(first))
            return true;
        return other.spec.hosts.some((theirs) => {
            const name = entryHostName(other, theirs);
            return name < own && automaticAddress("entry", name, "first") === first;
        });
    });
    return isService || isEntry ? automaticAddress("entry", own, "second") : first;
}
//# sourceMappingURL=services.js.map