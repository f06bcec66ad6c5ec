import { envoy } from "../../generated/envoy.js";
const { SanType } = envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
/** Where Envoy's images, Debian and its descendants keep the roots that the system believes. */
const systemRoots = "/etc/ssl/certs/ca-certificates.crt";
/** TLS to an application, as its client would speak it. */
export function upstreamTls(tls, protocol) {
    return {
        name: "tls",
        typedConfig: {
            type: "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
            value: { ...(tls.sni !== undefined && { sni: tls.sni }), commonTlsContext: tlsContext(tls, protocol) },
        },
    };
}
const spoken = { http: ["http/1.1"], http2: ["h2"], tcp: [] };
function tlsContext(tls, protocol) {
    const { own } = tls;
    const validation = validationOf(tls);
    return {
        alpnProtocols: [...spoken[protocol]],
        ...(validation !== undefined && { validationContext: validation }),
        ...(own !== undefined && {
            tlsCertificates: [{ certificateChain: { filename: own.certificate }, privateKey: { filename: own.key } }],
        }),
    };
}
/** Envoy verifies nothing without roots: whoever names none has said that anybody will do. */
function validationOf({ roots, names, revocations }) {
    if (roots.kind === "anybody")
        return undefined;
    return {
        trustedCa: roots.kind === "given"
            ? { inlineString: roots.pem }
            : { filename: roots.kind === "file" ? roots.path : systemRoots },
        matchTypedSubjectAltNames: names.flatMap((exact) => {
            const types = exact.includes("://")
                ? [SanType.URI]
                : /^[0-9.]+$|:/.test(exact)
                    ? [SanType.IP_ADDRESS]
                    : [SanType.DNS];
            return types.map((sanType) => ({ sanType, matcher: { exact } }));
        }),
        ...(revocations !== undefined && { crl: { filename: revocations } }),
    };
}
//# sourceMappingURL=upstream-tls.js.map