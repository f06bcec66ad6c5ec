import type { envoy } from "../../generated/envoy.js";
import type { IssuedCertificate } from "./authority.js";
type EnvoySecret = envoy.extensions.transport_sockets.tls.v3.Secret;
/** Whom a proxy believes: a certificate chain up to one of `rootsPem`, and a URI SAN that matches one of the names. */
export interface Trust {
    readonly rootsPem: string;
    /** Accepts every SAN that starts with one of these; end a trust domain with its slash (`trustDomainPrefix`). */
    readonly sanPrefixes?: readonly string[];
    /** Accepts exactly these SANs. */
    readonly exactSans?: readonly string[];
}
/**
 * The SDS resource that shows `certificate` to peers. The message holds the private key in the clear, as it must on the
 * wire: encode it, and never print it.
 */
export declare function certificateSecret(name: string, certificate: Pick<IssuedCertificate, "chainPem" | "privateKey">): EnvoySecret;
/**
 * The SDS resource that verifies peers. The names are part of it, so that another trust domain is a new secret and not a
 * new listener. Envoy accepts a peer if any one matcher fits.
 * @throws RangeError without names: Envoy would then accept every certificate of the authority.
 */
export declare function trustSecret(name: string, { rootsPem, sanPrefixes, exactSans }: Trust): EnvoySecret;
export {};
