/**
 * Service entries beside Services. Every host of a ServiceEntry is a service of its own to its clients, so it is given
 * the form of one (`spec.entry` tells where it comes from): waypoints, routes, policies and virtual addresses then need
 * no second set of rules.
 *
 * Services of both kinds have one kind of key: `shop/reviews` for a Service, `egress/api/api.example.com` for a host of
 * the ServiceEntry `egress/api`.
 */
import { isIP } from "node:net";
import { qualifiedName } from "../model/addresses.js";
const istioNetworkingGroup = "networking.istio.io";
/** The keys of all Services, then those of all hosts of service entries. */
export function serviceKeys(view) {
    const entries = view.names("ServiceEntry").flatMap((name) => {
        const [namespace = "", own = ""] = name.split("/");
        const entry = view.object("ServiceEntry", namespace, own);
        return entry === undefined ? [] : servicesOfEntry(entry, view).map(serviceKeyOf);
    });
    return entries.length === 0 ? view.names("Service") : [...view.names("Service"), ...entries];
}
/** The key of a Service, or of a host of a service entry. */
function serviceKeyOf(service) {
    const { entry } = service.spec;
    return entry === undefined ? qualifiedName(service) : `${qualifiedName(service)}/${entry.host}`;
}
/** The service of that key. */
export function serviceWithKey(key, view) {
    const [namespace = "", name = "", host] = key.split("/");
    if (host === undefined)
        return view.object("Service", namespace, name);
    const entry = view.object("ServiceEntry", namespace, name);
    return entry && servicesOfEntry(entry, view).find(({ spec }) => spec.entry?.host === host);
}
/** The hosts of a service entry that clients can use, each in the form of a service, in the order of the entry. */
export function servicesOfEntry(entry, view) {
    return formsOf(entry).filter(({ spec }) => spec.entry && hostProblem(entry, spec.entry.host, view) === undefined);
}
/** What keeps clients from using a host (in lower case) of a service entry; undefined if nothing does. */
export function hostProblem(entry, host, view) {
    if (host.includes("*"))
        return { kind: "wildcard" };
    if (isIP(host) !== 0)
        return { kind: "address" };
    if (entry.spec.resolution === "DYNAMIC_DNS")
        return { kind: "resolution" };
    const service = serviceOfClusterName(host, view);
    if (service !== undefined)
        return { kind: "taken", by: service };
    const { namespace, name } = entry.metadata;
    const first = view.indexed("entries-by-host", host).find((other) => other.metadata.namespace === namespace);
    return first === undefined || first.metadata.name === name ? undefined : { kind: "taken", by: first };
}
/** The Service that the cluster's own DNS knows under a fully qualified name. */
export function serviceOfClusterName(host, view) {
    const suffix = `.svc.${view.mesh.clusterDomain}`;
    if (!host.endsWith(suffix))
        return undefined;
    const [name = "", namespace, ...more] = host.slice(0, -suffix.length).split(".");
    return namespace === undefined || more.length > 0 ? undefined : view.object("Service", namespace, name);
}
/**
 * The service that a host name means in a namespace: a Service by its fully qualified name, else a service entry of the
 * namespace, else the first one that is exported to it.
 */
export function serviceWithHost(host, namespace, view) {
    const name = host.toLowerCase();
    const service = serviceOfClusterName(name, view);
    if (service !== undefined)
        return service;
    const found = view
        .indexed("entries-by-host", name)
        .flatMap((entry) => servicesOfEntry(entry, view).filter(({ spec }) => spec.entry?.host === name));
    return (found.find(({ metadata }) => metadata.namespace === namespace) ?? found.find((one) => isVisible(one, namespace)));
}
const exportToAnnotation = "networking.istio.io/exportTo";
/** The namespaces whose clients may use a service; undefined: all. */
export function audienceOf({ metadata, spec }) {
    const annotated = metadata.annotations[exportToAnnotation];
    const written = spec.entry?.spec.exportTo ?? annotated?.split(",").map((one) => one.trim()) ?? [];
    const named = written.filter((one) => one !== "");
    if (named.length === 0 || named.includes("*"))
        return undefined;
    // "~" is nobody.
    return [...new Set(named.filter((one) => one !== "~").map((one) => (one === "." ? metadata.namespace : one)))];
}
/** Whether clients of a namespace may use a service. */
export function isVisible(service, namespace) {
    return audienceOf(service)?.includes(namespace) ?? true;
}
/** The kind of a service's manifest. */
export function kindOfService(service) {
    return service.spec.entry === undefined ? "Service" : "ServiceEntry";
}
/** Whether a reference means a ServiceEntry by its name. */
export function isEntryReference(reference) {
    return reference.kind === "ServiceEntry" && reference.group === istioNetworkingGroup;
}
/** Whether a reference means whatever service has a host name. */
export function isHostReference(reference) {
    return reference.kind === "Hostname" && reference.group === istioNetworkingGroup;
}
// Resources are immutable, so what was made of them stays true; and who compares services compares objects.
const forms = new WeakMap();
function formsOf(entry) {
    const known = forms.get(entry);
    if (known !== undefined)
        return known;
    const hosts = [...new Set(entry.spec.hosts.map((host) => host.toLowerCase()))];
    const made = hosts.map((host) => formOf(entry, host));
    forms.set(entry, made);
    return made;
}
function formOf({ apiVersion, metadata, spec, origin }, host) {
    return {
        kind: "Service",
        apiVersion,
        metadata,
        origin,
        spec: {
            type: "ClusterIP",
            ports: spec.ports.map(servicePort),
            publishNotReadyAddresses: false,
            entry: { host, spec },
        },
    };
}
function servicePort({ number, name, protocol, targetPort }) {
    return {
        name,
        port: number,
        ...(targetPort !== undefined && { targetPort }),
        protocol: protocol?.toUpperCase() === "UDP" ? "UDP" : "TCP",
        ...(protocol !== undefined && { appProtocol: protocol.toLowerCase() }),
    };
}
/** Whether a service entry says where its hosts are, or leaves that to the addresses that clients ask for. */
export function isAskedFor(spec) {
    return spec.resolution === "NONE";
}
//# sourceMappingURL=entry-services.js.map