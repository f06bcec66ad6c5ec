import { describe, expect, it } from "@jest/globals";
import { meshOf, object, withoutOrigins } from "../binding/testing/meshes.js";
import { authorizerNamed } from "./authorizers.js";

const opa = object("Service", "policy/opa", { spec: { ports: [{ port: 9191 }] } });
const place = { service: "opa.policy.svc.cluster.local", port: 9191 };
const wanted = { object: "AuthorizationPolicy shop/p", path: [] };

/** The authorizer of a mesh configuration with this one provider, and what is said about it. */
function authorizer(provider: object, ...more: string[]) {
  const spec = { extensionProviders: [{ name: "opa", ...provider }] };
  const mesh = meshOf(opa, object("MeshConfig", "mesh", { spec }), ...more);
  const found = authorizerNamed("opa", wanted, mesh);
  return { found: found && withoutOrigins(found), codes: mesh.codes(), diagnostics: mesh.diagnostics };
}
const grpc = (more: object = {}) => authorizer({ envoyExtAuthzGrpc: { ...place, ...more } });
const http = (more: object = {}) => authorizer({ envoyExtAuthzHttp: { ...place, ...more } });

describe("authorizerNamed()", () => {
  it("waits ten minutes, refuses with 403 and sends no body unless told otherwise", () => {
    expect(grpc()).toMatchObject({
      codes: [],
      found: {
        name: "opa",
        destination: { host: "opa.policy.svc.cluster.local", port: 9191 },
        timeoutMs: 600_000,
        unavailable: { kind: "refuse", status: 403 },
        reroutes: false,
        protocol: { kind: "grpc" },
      },
    });
    expect(grpc().found).not.toHaveProperty("body");
  });

  it.each([
    ["0.5s", 500],
    ["1m30s", 90_000],
    ["1ns", 1],
  ])("reads the time-out %s", (timeout, timeoutMs) => {
    expect(grpc({ timeout }).found).toMatchObject({ timeoutMs });
  });

  it("lets pass when it fails open, whatever the status on error", () => {
    expect(grpc({ failOpen: true, statusOnError: "503" }).found).toMatchObject({ unavailable: { kind: "let-pass" } });
  });

  it("reads headers without regard to case", () => {
    expect(http({ includeRequestHeadersInCheck: ["Cookie", "X-A-*", "*-B", "*"] }).found).toMatchObject({
      protocol: {
        seesHeaders: [
          { kind: "exact", value: "cookie" },
          { kind: "prefix", value: "x-a-" },
          { kind: "suffix", value: "-b" },
          { kind: "present" },
        ],
      },
    });
  });

  it.each<[string, object, string]>([
    ["a time-out of nothing", { timeout: "0s" }, "timeout"],
    ["a time-out of days", { timeout: "48h" }, "timeout"],
    ["a time-out without a unit", { timeout: "5" }, "timeout"],
    ["a status that looks like a success", { statusOnError: "200" }, "statusOnError"],
    ["a status as a number", { statusOnError: 503 }, "statusOnError"],
    ["a status that no proxy can answer with", { statusOnError: "418" }, "statusOnError"],
    ["a body of no bytes", { includeRequestBodyInCheck: { maxRequestBytes: 0 } }, "includeRequestBodyInCheck"],
    ["a body without a limit", { includeRequestBodyInCheck: {} }, "includeRequestBodyInCheck"],
    ["a prefix that is no path", { pathPrefix: "check" }, "pathPrefix"],
    ["a pattern with two asterisks", { headersToUpstreamOnAllow: ["*a*"] }, "headersToUpstreamOnAllow"],
    [
      "a header with a line break",
      { includeAdditionalHeadersInCheck: { a: "b\nc" } },
      "includeAdditionalHeadersInCheck",
    ],
    ["a pseudo header", { includeAdditionalHeadersInCheck: { ":path": "/" } }, "includeAdditionalHeadersInCheck"],
    ["the host", { includeAdditionalHeadersInCheck: { Host: "a" } }, "includeAdditionalHeadersInCheck"],
  ])("cannot use %s", (_what, settings, field) => {
    const { found, codes, diagnostics } = http(settings);
    expect(found).toBeUndefined();
    expect(codes).toEqual(["WM5032"]);
    expect(diagnostics[0]?.origin?.path.slice(0, 5)).toEqual([
      "spec",
      "extensionProviders",
      0,
      "envoyExtAuthzHttp",
      field,
    ]);
  });

  it("finds a service with its namespace in front", () => {
    const { found } = authorizer({ envoyExtAuthzGrpc: { ...place, service: `policy/${place.service}` } });
    expect(found).toMatchObject({ destination: { namespace: "policy", service: "opa" } });
  });

  it("takes the list of the last mesh configuration that has one", () => {
    const other = object("MeshConfig", "other", { spec: { extensionProviders: [] } });
    expect(authorizer({ envoyExtAuthzGrpc: place }, other)).toMatchObject({ found: undefined, codes: ["WM5030"] });
  });
});
