import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
/** The key under which a ConfigMap holds roots (Gateway API, BackendTLSPolicy). */
const rootsKey = "ca.crt";
/** TLS as a BackendTLSPolicy asks for it; `unusable` where its roots cannot be had: then nothing may be sent. */
export function lowerBackendTls(policy, view, report) {
    const { validation, options } = policy.spec;
    const origin = at(policy.origin, "spec", "validation");
    if (options !== undefined && Object.keys(options).length > 0) {
        const message = `the options ${Object.keys(options).sort().join(", ")} are not known`;
        report(diagnostic("WM3029", { origin: at(policy.origin, "spec", "options"), message }));
    }
    const roots = rootsOf(policy, view);
    if (typeof roots === "string") {
        report(diagnostic("WM3030", { origin: at(origin, "caCertificateRefs"), message: roots }));
        return "unusable";
    }
    const listed = validation.subjectAltNames.flatMap(({ hostname, uri }) => hostname ?? uri ?? []);
    return { sni: validation.hostname, names: listed.length > 0 ? listed : [validation.hostname], roots };
}
/** The roots, or why they cannot be had. */
function rootsOf({ metadata, spec }, view) {
    const { caCertificateRefs: references, wellKnownCACertificates: known } = spec.validation;
    if (references.length > 0 && known !== undefined)
        return "caCertificateRefs and wellKnownCACertificates exclude each other";
    if (known !== undefined)
        return known === "System" ? { kind: "system" } : `${known} is no set of roots; there is System`;
    if (references.length === 0)
        return "nothing says whose certificates are believed";
    const texts = [];
    for (const { group, kind, name } of references) {
        if (kind !== "ConfigMap" || group !== "")
            return `roots cannot be read from a ${kind}`;
        const text = view.object("ConfigMap", metadata.namespace, name)?.spec.data[rootsKey];
        if (text === undefined)
            return `there is no ConfigMap ${metadata.namespace}/${name} with the key ${rootsKey}`;
        if (!/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(text)) {
            return `${rootsKey} of ConfigMap ${metadata.namespace}/${name} holds no certificate`;
        }
        texts.push(text.trim());
    }
    return { kind: "given", pem: `${texts.join("\n")}\n` };
}
//# sourceMappingURL=backend-tls.js.map