import { describe, expect, it } from "@jest/globals";
import { certificateSecret, trustSecret } from "./sds.js";
import { Secret } from "./secret.js";

describe("certificateSecret()", () => {
  it("carries the chain and the key that belongs to it", () => {
    const certificate = { chainPem: "leaf and intermediate", privateKey: new Secret("key") };
    expect(certificateSecret("default", certificate)).toEqual({
      name: "default",
      tlsCertificate: {
        certificateChain: { inlineString: "leaf and intermediate" },
        privateKey: { inlineString: "key" },
      },
    });
  });
});

describe("trustSecret()", () => {
  it("asks for a URI of the trust domains or one of the named identities, in the same order whatever the input's", () => {
    const trust = {
      rootsPem: "roots",
      sanPrefixes: ["spiffe://td2/", "spiffe://td1/", "spiffe://td2/"],
      exactSans: ["spiffe://td3/ns/a/sa/b"],
    };
    expect(trustSecret("ROOTCA", trust)).toEqual({
      name: "ROOTCA",
      validationContext: {
        trustedCa: { inlineString: "roots" },
        matchTypedSubjectAltNames: [
          { sanType: 3, matcher: { prefix: "spiffe://td1/" } },
          { sanType: 3, matcher: { prefix: "spiffe://td2/" } },
          { sanType: 3, matcher: { exact: "spiffe://td3/ns/a/sa/b" } },
        ],
      },
    });
  });

  it.each([{}, { sanPrefixes: [] }, { sanPrefixes: [""] }, { exactSans: [""] }])(
    "refuses to trust everybody: %j",
    (names) => {
      expect(() => trustSecret("ROOTCA", { rootsPem: "roots", ...names })).toThrow(RangeError);
    },
  );
});
