import { envoy } from "../../generated/envoy.js";
import type { UpstreamTls } from "../ir/destination.js";
import type { Protocol } from "../ir/protocol.js";

type TlsContext = envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
type Validation = envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;

const { SanType } = envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;

/** Where Envoy's images, Debian and its descendants keep the roots that the system believes. */
const systemRoots = "/etc/ssl/certs/ca-certificates.crt";

/** TLS to an application, as its client would speak it. */
export function upstreamTls(tls: UpstreamTls, protocol: Protocol): envoy.config.core.v3.TransportSocket {
  return {
    name: "tls",
    typedConfig: {
      type: "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
      value: { ...(tls.sni !== undefined && { sni: tls.sni }), commonTlsContext: tlsContext(tls, protocol) },
    },
  };
}

const spoken: Readonly<Record<Protocol, readonly string[]>> = { http: ["http/1.1"], http2: ["h2"], tcp: [] };

function tlsContext(tls: UpstreamTls, protocol: Protocol): TlsContext {
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
function validationOf({ roots, names, revocations }: UpstreamTls): Validation | undefined {
  if (roots.kind === "anybody") return undefined;
  return {
    trustedCa:
      roots.kind === "given"
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
