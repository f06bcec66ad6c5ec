import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { serviceOfClusterName, serviceWithHost } from "./entry-services.js";
import { hostOf } from "./services.js";
import { waypointFor } from "./waypoints.js";
/** What is asked for of TLS to a port of a service; undefined if nothing is. */
export function tlsSettingsFor(service, port, view) {
    const rule = ruleFor(service, view);
    if (rule === undefined)
        return undefined;
    const policy = rule.spec.trafficPolicy;
    const origin = at(rule.origin, "spec", "trafficPolicy");
    const index = policy?.portLevelSettings?.findIndex((settings) => settings.port?.number === port) ?? -1;
    // Settings for a port replace those for the service altogether.
    const own = policy?.portLevelSettings?.[index];
    const tls = own === undefined ? policy?.tls : own.tls;
    if (tls === undefined)
        return undefined;
    return { tls, origin: own === undefined ? at(origin, "tls") : at(origin, "portLevelSettings", index, "tls") };
}
/**
 * The rule about a service: of the service's namespace before the root namespace, for the longest host, the first by
 * name. Other namespaces have no say in how a service is reached.
 */
function ruleFor(service, view) {
    // Most meshes have none, and then one look-up is enough.
    if (view.names("DestinationRule").length === 0)
        return undefined;
    const hosts = hostPatterns(service, view);
    for (const namespace of new Set([service.metadata.namespace, view.mesh.rootNamespace])) {
        for (const host of hosts) {
            const found = view.indexed("destination-rules-by-host", host).find(({ metadata, spec }) => {
                return metadata.namespace === namespace && spec.workloadSelector === undefined;
            });
            if (found !== undefined)
                return found;
        }
    }
    return undefined;
}
/** The keys under which a rule for this service may be found, the most specific first. */
function hostPatterns(service, view) {
    const host = hostOf(service, view.mesh);
    const { name, namespace } = service.metadata;
    const labels = host.split(".");
    const wildcards = labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join(".")}`);
    const short = service.spec.entry === undefined ? [`${name}.${namespace}`] : [];
    return [host, ...short, ...wildcards];
}
/** Says what of a rule is not in effect. */
export function reportRule(rule, view, report) {
    reportUnhonoured(rule, report);
    if (rule.spec.host.startsWith("*"))
        return;
    const service = serviceOfRule(rule, view);
    const message = whyWithoutEffect(rule, service, view);
    if (message !== undefined)
        report(diagnostic("WM3028", { origin: at(rule.origin, "spec", "host"), message }));
    else if (service !== undefined)
        reportNobody(rule, service, { view, report });
}
function serviceOfRule({ metadata, spec }, view) {
    const host = spec.host.toLowerCase();
    if (!host.includes("."))
        return view.object("Service", metadata.namespace, host);
    const service = serviceWithHost(host, metadata.namespace, view);
    return service ?? serviceOfClusterName(`${host}.svc.${view.mesh.clusterDomain}`, view);
}
function whyWithoutEffect(rule, service, view) {
    const { namespace } = rule.metadata;
    const { host } = rule.spec;
    if (service === undefined)
        return `there is no service ${host} for namespace ${namespace}`;
    const home = service.metadata.namespace;
    if (namespace !== home && namespace !== view.mesh.rootNamespace) {
        return `the service ${host} is of namespace ${home}: rules of ${namespace} have no say in it`;
    }
    const chosen = ruleFor(service, view);
    const isOther = chosen !== undefined && chosen !== rule;
    return isOther ? `DestinationRule ${qualifiedName(chosen)} speaks for ${host}` : undefined;
}
function reportNobody(rule, service, { view, report }) {
    const mode = rule.spec.trafficPolicy?.tls?.mode;
    if (mode !== "SIMPLE" && mode !== "MUTUAL")
        return;
    const binding = waypointFor(service, view);
    if (binding.kind !== "none")
        return;
    const message = `nobody speaks TLS to ${rule.spec.host}: it has no waypoint (${binding.because})`;
    report(diagnostic("WM3031", { origin: at(rule.origin, "spec", "trafficPolicy", "tls"), message }));
}
function reportUnhonoured({ spec, origin }, report) {
    const note = (names, where) => {
        if (names.length === 0)
            return;
        const verb = names.length === 1 ? "is" : "are";
        report(diagnostic("WM3029", { origin: where, message: `${names.join(" and ")} ${verb} not honoured` }));
    };
    const others = (policy) => {
        const known = new Set(["tls", "port", "portLevelSettings"]);
        return Object.keys(policy).filter((name) => !known.has(name));
    };
    const own = [spec.subsets.length > 0 ? "subsets" : "", spec.workloadSelector === undefined ? "" : "workloadSelector"];
    note(own.filter((name) => name !== ""), at(origin, "spec"));
    const policy = spec.trafficPolicy ?? {};
    note(others(policy), at(origin, "spec", "trafficPolicy"));
    for (const [index, settings] of (policy.portLevelSettings ?? []).entries()) {
        note(others(settings), at(origin, "spec", "trafficPolicy", "portLevelSettings", index));
    }
}
//# sourceMappingURL=destination-rules.js.map