import type { envoy } from "../../generated/envoy.js";
import type { IssuedCertificate } from "./authority.js";

type Tls = typeof envoy.extensions.transport_sockets.tls.v3;
type EnvoySecret = envoy.extensions.transport_sockets.tls.v3.Secret;

/** Whom a proxy believes: a certificate chain up to one of `rootsPem`, and a URI SAN that matches one of the names. */
export interface Trust {
  readonly rootsPem: string;
  /** Accepts every SAN that starts with one of these; end a trust domain with its slash (`trustDomainPrefix`). */
  readonly sanPrefixes?: readonly string[];
  /** Accepts exactly these SANs. */
  readonly exactSans?: readonly string[];
}

const uri: Tls["SubjectAltNameMatcher"]["SanType"]["URI"] = 3;

/**
 * The SDS resource that shows `certificate` to peers. The message holds the private key in the clear, as it must on the
 * wire: encode it, and never print it.
 */
export function certificateSecret(
  name: string,
  certificate: Pick<IssuedCertificate, "chainPem" | "privateKey">,
): EnvoySecret {
  return {
    name,
    tlsCertificate: {
      certificateChain: { inlineString: certificate.chainPem },
      privateKey: { inlineString: certificate.privateKey.reveal() },
    },
  };
}

/**
 * The SDS resource that verifies peers. The names are part of it, so that another trust domain is a new secret and not a
 * new listener. Envoy accepts a peer if any one matcher fits.
 * @throws RangeError without names: Envoy would then accept every certificate of the authority.
 */
export function trustSecret(name: string, { rootsPem, sanPrefixes = [], exactSans = [] }: Trust): EnvoySecret {
  const names = [
    ...sorted(sanPrefixes).map((prefix) => ({ prefix })),
    ...sorted(exactSans).map((exact) => ({ exact })),
  ];
  if (names.length === 0) throw new RangeError(`${name} would trust every certificate of its roots`);
  return {
    name,
    validationContext: {
      trustedCa: { inlineString: rootsPem },
      matchTypedSubjectAltNames: names.map((matcher) => ({ sanType: uri, matcher })),
    },
  };
}

// An empty prefix or name would match everything or nothing: neither is meant.
function sorted(names: readonly string[]): string[] {
  if (names.includes("")) throw new RangeError("an empty name cannot be trusted");
  return [...new Set(names)].sort();
}
