import { backendTlsFor } from "../binding/backend-tls.js";
import { tlsSettingsFor } from "../binding/destination-rules.js";
import { hostOf } from "../binding/services.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { lowerBackendTls } from "./backend-tls.js";
/**
 * TLS that the mesh speaks to a port in place of its clients: a BackendTLSPolicy, else `trafficPolicy.tls` of a
 * DestinationRule. The server must
 * show a certificate for the names that the rule or the service entry lists, else for the name that is asked for.
 * `unusable`: it is asked for in a way that cannot be had, so nothing may be sent.
 */
export function lowerUpstreamTls({ service, port }, view, report) {
    // The policy names the service itself, a rule any host that may be its own.
    const policy = backendTlsFor(service, port, view);
    if (policy !== undefined)
        return lowerBackendTls(policy, view, report);
    const settings = tlsSettingsFor(service, port.port, view);
    if (settings === undefined)
        return undefined;
    const { tls, origin } = settings;
    // Mutual TLS of the mesh itself is what tunnels are made of already.
    if (tls.mode === undefined || tls.mode === "DISABLE" || tls.mode === "ISTIO_MUTUAL")
        return undefined;
    const problem = problemOf(settings);
    if (problem !== undefined) {
        report(diagnostic("WM3030", { origin: at(origin, problem.field), message: problem.message }));
        return "unusable";
    }
    if (tls.insecureSkipVerify) {
        const message = "nothing about the server's certificate is verified";
        report(diagnostic("WM3032", { origin: at(origin, "insecureSkipVerify"), message }));
    }
    const { clientCertificate: certificate, privateKey: key, caCertificates: path, caCrl } = tls;
    const sni = tls.sni || hostOf(service, view.mesh);
    const listed = tls.subjectAltNames?.length ? tls.subjectAltNames : (service.spec.entry?.spec.subjectAltNames ?? []);
    return {
        sni,
        names: tls.insecureSkipVerify ? [] : listed.length > 0 ? listed : [sni],
        roots: tls.insecureSkipVerify ? { kind: "anybody" } : path ? { kind: "file", path } : { kind: "system" },
        ...(caCrl && { revocations: caCrl }),
        ...(tls.mode === "MUTUAL" && certificate && key && { own: { certificate, key } }),
    };
}
function problemOf({ tls }) {
    if (tls.credentialName) {
        const message = `waypoints are not given the Secret ${tls.credentialName}`;
        return { field: "credentialName", message };
    }
    if (tls.mode === "MUTUAL" && !(tls.clientCertificate && tls.privateKey)) {
        return { field: "mode", message: "MUTUAL needs clientCertificate and privateKey" };
    }
    return undefined;
}
//# sourceMappingURL=upstream-tls.js.map