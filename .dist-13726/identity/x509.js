/**
 * The only door to `@peculiar/x509`. The library resolves its parts through decorators and refuses to load without the
 * Reflect metadata API, so the polyfill must come first; whoever imports from here need not know.
 */
import "reflect-metadata";
export { AuthorityKeyIdentifierExtension, BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, Extension, KeyUsageFlags, KeyUsagesExtension, Name, Pkcs10CertificateRequest, Pkcs10CertificateRequestGenerator, PublicKey, SubjectAlternativeNameExtension, SubjectKeyIdentifierExtension, X509Certificate, X509CertificateGenerator, } from "@peculiar/x509";
//# sourceMappingURL=x509.js.map