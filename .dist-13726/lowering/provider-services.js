import { serviceWithHost } from "../binding/entry-services.js";
import { isMeshService } from "../binding/services.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { destinationIdOf } from "./names.js";
/**
 * The destination that a provider names by its host, such as `opa.security.svc.cluster.local`; with `security/` in front
 * it is looked for as that namespace sees it. Undefined, and said, if nothing in the mesh has that name and port.
 */
export function serviceNamed({ service, port }, { view, origin }, report) {
    const slash = service.indexOf("/");
    const namespace = slash < 0 ? view.mesh.rootNamespace : service.slice(0, slash);
    const found = serviceWithHost(service.slice(slash + 1), namespace, view);
    if (found === undefined || !isMeshService(found)) {
        const advice = `use the form NAME.NAMESPACE.svc.${view.mesh.clusterDomain}, or the host of a ServiceEntry`;
        const message = `there is no service ${JSON.stringify(service)} in the mesh`;
        report(diagnostic("WM5033", { origin: at(origin, "service"), message, advice }));
        return undefined;
    }
    if (!found.spec.ports.some((candidate) => candidate.port === port && candidate.protocol === "TCP")) {
        const ports = found.spec.ports.map((each) => each.port).join(", ");
        const related = [{ origin: at(found.origin, "spec", "ports"), message: "the ports it has" }];
        const message = `${qualifiedName(found)} has no port ${port}, but ${ports || "none at all"}`;
        report(diagnostic("WM5033", { origin: at(origin, "port"), message, related }));
        return undefined;
    }
    return destinationIdOf(found, port, view.mesh);
}
//# sourceMappingURL=provider-services.js.map