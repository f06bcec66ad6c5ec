import { describe, expect, it } from "@jest/globals";
import { serviceWithKey } from "../binding/entry-services.js";
import { entry, meshOf, object } from "../binding/testing/meshes.js";
import { lowerUpstreamTls } from "./upstream-tls.js";

function lowered(tls: object, spec: object = {}) {
  const mesh = meshOf(
    entry("egress/api", spec),
    object("DestinationRule", "egress/api", { spec: { host: "api.example", trafficPolicy: { tls } } }),
  );
  const service = serviceWithKey("egress/api/api.example", mesh.view);
  const [port] = service?.spec.ports ?? [];
  if (service === undefined || port === undefined) throw new Error("no such service");
  return { tls: lowerUpstreamTls({ service, port }, mesh.view, mesh.report), codes: mesh.codes() };
}

const simple = { sni: "api.example", names: ["api.example"], roots: { kind: "system" } };

describe("lowerUpstreamTls()", () => {
  it.each([
    ["the host's name and the system's roots", {}, {}, simple],
    ["names that the entry lists", {}, { subjectAltNames: ["a.example"] }, { ...simple, names: ["a.example"] }],
    [
      "what the rule lists before the entry",
      { subjectAltNames: ["b.example"], sni: "c.example" },
      { subjectAltNames: ["a.example"] },
      { ...simple, sni: "c.example", names: ["b.example"] },
    ],
    ["the name asked for", { sni: "c.example" }, {}, { ...simple, sni: "c.example", names: ["c.example"] }],
    [
      "roots and revocations in files",
      { caCertificates: "/roots.pem", caCrl: "/revoked.pem" },
      {},
      { ...simple, roots: { kind: "file", path: "/roots.pem" }, revocations: "/revoked.pem" },
    ],
    [
      "a certificate of its own",
      { mode: "MUTUAL", clientCertificate: "/own.pem", privateKey: "/own.key" },
      {},
      { ...simple, own: { certificate: "/own.pem", key: "/own.key" } },
    ],
  ])("goes by %s", (_, tls, spec, expected) => {
    expect(lowered({ mode: "SIMPLE", ...tls }, spec)).toEqual({ tls: expected, codes: [] });
  });

  it.each([{}, { mode: "DISABLE" }, { mode: "ISTIO_MUTUAL" }])("is none with %j", (tls) => {
    expect(lowered(tls)).toEqual({ tls: undefined, codes: [] });
  });

  it.each([
    [{ mode: "SIMPLE", credentialName: "roots" }, ["WM3030"]],
    // What its schema refuses asks for what cannot be had.
    [{ mode: "MUTUAL", clientCertificate: "/own.pem" }, ["WM2006", "WM2008", "WM3030"]],
  ])("is unusable with %j, and nothing is sent in the clear", (tls, codes) => {
    expect(lowered(tls)).toEqual({ tls: "unusable", codes });
  });

  it("believes anybody if it is told to", () => {
    expect(lowered({ mode: "SIMPLE", insecureSkipVerify: true })).toEqual({
      tls: { sni: "api.example", names: [], roots: { kind: "anybody" } },
      codes: ["WM3032"],
    });
  });

  it("sends nothing where the rule about it cannot be read", () => {
    const unreadable = lowered({ mode: "SIMPEL" });
    expect(unreadable).toEqual({ tls: "unusable", codes: ["WM2003", "WM2008", "WM3030"] });
  });
});
