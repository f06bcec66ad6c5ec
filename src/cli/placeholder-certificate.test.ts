import { createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { placeholderCertificate } from "./placeholder-certificate.js";

describe("placeholderCertificate()", () => {
  it("is a certificate that parsers take, with the key that belongs to it", () => {
    const { certificatePem, privateKeyPem } = placeholderCertificate();
    const certificate = new X509Certificate(certificatePem);
    expect(certificate.checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
    expect(certificate.subject).toBe("CN=waymark placeholder");
  });

  it("proves nothing", () => {
    const certificate = new X509Certificate(placeholderCertificate().certificatePem);
    expect(certificate.verify(certificate.publicKey)).toBe(false);
  });

  it("is the same every time", () => {
    expect(placeholderCertificate()).toEqual(placeholderCertificate());
  });
});
