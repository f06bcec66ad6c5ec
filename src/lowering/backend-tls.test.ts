import { describe, expect, it } from "@jest/globals";
import { meshOf, object } from "../binding/testing/meshes.js";
import { lowerBackendTls } from "./backend-tls.js";

const pem = (body: string): string => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`;
const roots = (name: string) => ({ group: "", kind: "ConfigMap", name });

function lowered(validation: object, more: object = {}) {
  const mesh = meshOf(
    object("BackendTLSPolicy", "shop/a", {
      spec: {
        targetRefs: [{ group: "", kind: "Service", name: "reviews" }],
        validation: { hostname: "api.example", ...validation },
        ...more,
      },
    }),
    object("ConfigMap", "shop/one", { data: { "ca.crt": `${pem("AAAA")}\n\n` } }),
    object("ConfigMap", "shop/two", { data: { "ca.crt": pem("BBBB") } }),
    object("ConfigMap", "shop/empty", {}),
    object("ConfigMap", "shop/text", { data: { "ca.crt": "hello" } }),
  );
  const tls = lowerBackendTls(mesh.find("BackendTLSPolicy", "shop/a"), mesh.view, mesh.report);
  return { tls, codes: mesh.codes() };
}

const common = { sni: "api.example", names: ["api.example"] };

describe("lowerBackendTls()", () => {
  it.each([
    ["the system's roots", { wellKnownCACertificates: "System" }, { ...common, roots: { kind: "system" } }],
    [
      "roots of ConfigMaps",
      { caCertificateRefs: [roots("one"), roots("two")] },
      { ...common, roots: { kind: "given", pem: `${pem("AAAA")}\n${pem("BBBB")}\n` } },
    ],
    [
      "other names than the one asked for",
      {
        wellKnownCACertificates: "System",
        subjectAltNames: [
          { type: "Hostname", hostname: "b.example" },
          { type: "URI", uri: "spiffe://a/b" },
        ],
      },
      { ...common, names: ["b.example", "spiffe://a/b"], roots: { kind: "system" } },
    ],
  ])("goes by %s", (_, validation, expected) => {
    expect(lowered(validation)).toEqual({ tls: expected, codes: [] });
  });

  it.each([
    ["unknown roots", { wellKnownCACertificates: "x.example/mine" }],
    ["roots that do not exist", { caCertificateRefs: [roots("one"), roots("three")] }],
    ["a ConfigMap without roots", { caCertificateRefs: [roots("empty")] }],
    ["a text that is no certificate", { caCertificateRefs: [roots("text")] }],
    ["roots in a Secret", { caCertificateRefs: [{ group: "", kind: "Secret", name: "one" }] }],
  ])("is unusable with %s, and nothing is sent in the clear", (_, validation) => {
    expect(lowered(validation)).toEqual({ tls: "unusable", codes: ["WM3030"] });
  });

  it.each([
    ["nobody's roots", {}],
    ["two kinds of roots", { wellKnownCACertificates: "System", caCertificateRefs: [roots("one")] }],
  ])("is unusable with %s, which the schema refuses", (_, validation) => {
    expect(lowered(validation)).toEqual({ tls: "unusable", codes: ["WM2006", "WM2008", "WM3030"] });
  });

  it("knows no options", () => {
    expect(lowered({ wellKnownCACertificates: "System" }, { options: { "x.example/y": "z" } }).codes).toEqual([
      "WM3029",
    ]);
  });

  it("sends nothing where the policy cannot be read", () => {
    expect(lowered({ hostname: "Not A Name", wellKnownCACertificates: "System" })).toEqual({
      tls: "unusable",
      codes: ["WM2003", "WM2008", "WM3030"],
    });
  });
});
