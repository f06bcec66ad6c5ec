import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { object, served, service, waypoint } from "../binding/testing/meshes.js";
import { statusOfMesh } from "../status/testing/statuses.js";
import { UsageError } from "./exit.js";
import { run } from "./program.js";
import { selectionOf } from "./status-selection.js";
import { statusText } from "./status-text.js";

const toReviews = { group: "", kind: "Service", name: "reviews" };
const backend = { name: "reviews", port: 80 };
const pod = object("Pod", "shop/reviews-0", {
  labels: { app: "reviews" },
  spec: { containers: [{ name: "app", image: "x", ports: [{ containerPort: 8080 }] }] },
});
const sound = [waypoint(), served("shop/reviews"), pod];
const route = (spec: object) =>
  object("HTTPRoute", "shop/r", { spec: { rules: [{ backendRefs: [backend] }], ...spec } });
const flawed = [...sound, route({ parentRefs: [toReviews, { ...toReviews, name: "gone" }] })];

describe("selectionOf()", () => {
  const reviews = { kind: "HTTPRoute", namespace: "shop", name: "reviews" };

  it.each([
    [["httproute"]],
    [["HTTPRoutes"]],
    [["httproute/reviews"]],
    [["httproute/shop/reviews"]],
    [["service", "httproute"]],
    [[]],
  ])("%j means HTTPRoute shop/reviews, among others", (wanted) => {
    expect(selectionOf(wanted, undefined)(reviews)).toBe(true);
  });

  it.each([[["service"]], [["httproute/other"]], [["httproute/web/reviews"]]])("%j does not", (wanted) => {
    expect(selectionOf(wanted, undefined)(reviews)).toBe(false);
  });

  it("knows plurals in -ies", () => {
    expect(selectionOf(["AuthorizationPolicies"], undefined)({ ...reviews, kind: "AuthorizationPolicy" })).toBe(true);
  });

  it("keeps to a namespace", () => {
    expect([selectionOf([], "shop")(reviews), selectionOf([], "web")(reviews)]).toEqual([true, false]);
  });

  it.each(["thing", "httproute/", "httproute/a/b/c"])("%s is wrong usage", (wanted) => {
    expect(() => selectionOf([wanted], undefined)).toThrow(UsageError);
  });
});

describe("statusText()", () => {
  it("tells for each object whether it is in effect, where, and why not", () => {
    expect(statusText(statusOfMesh(...flawed, service("shop/bare")).statuses, false)).toBe(`Gateway
  shop/waypoint  in effect  at 127.9.0.1:15008, serves 1
    Service shop/reviews

HTTPRoute
  shop/r  partly     on waypoint shop/waypoint
    mesh.yaml:7:270 WM4001: Service shop/gone does not exist

Service
  shop/bare     in effect  no waypoint
  shop/reviews  in effect  by waypoint shop/waypoint

4 objects: 3 in effect, 1 partly`);
  });

  it("has colours only where they are wanted", () => {
    const { statuses } = statusOfMesh(...flawed);
    const colour = "\u001b";
    expect([statusText(statuses, true).includes(colour), statusText(statuses, false).includes(colour)]).toEqual([
      true,
      false,
    ]);
  });

  it("shows some of many members, and counts the rest", () => {
    const services = Array.from({ length: 14 }, (_, index) =>
      served(`shop/s${index}`, { clusterIP: `10.0.1.${index}` }),
    );
    expect(statusText(statusOfMesh(waypoint(), ...services).statuses, false)).toContain("    and 2 more\n");
  });
});

describe("waymark status", () => {
  const { stdout, stderr } = process;
  const writes = [stdout.write, stderr.write] as const;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "waymark-status-"));
  });
  afterEach(async () => {
    [stdout.write, stderr.write] = writes;
    process.exitCode = undefined;
    await rm(folder, { recursive: true });
  });

  async function ended(manifests: readonly string[], ...argv: readonly string[]) {
    const file = join(folder, "mesh.yaml");
    await writeFile(file, manifests.join("\n---\n"));
    const out: string[] = [];
    const err: string[] = [];
    stdout.write = ((text: string) => out.push(text) > 0) as typeof stdout.write;
    stderr.write = ((text: string) => err.push(text) > 0) as typeof stderr.write;
    await run(["status", file, ...argv]);
    return { code: process.exitCode, out: out.join(""), err: err.join("") };
  }

  it("ends with 0 if everything is in effect", async () => {
    const { code, out } = await ended([...sound, route({ parentRefs: [toReviews] })]);
    expect([code, out]).toEqual([0, expect.stringContaining("3 objects: 3 in effect\n")]);
  });

  it("ends with 1 if something is not, and can show that alone", async () => {
    const { code, out } = await ended(flawed, "--not-in-effect");
    expect([code, out]).toEqual([1, expect.stringMatching(/^HTTPRoute\n.*\n.*WM4001.*\n\n1 object: 1 partly\n$/)]);
  });

  it("minds only what is asked for", async () => {
    const { code, out } = await ended(flawed, "gateway", "service/reviews", "-n", "shop");
    expect([code, out]).toEqual([0, expect.stringContaining("2 objects: 2 in effect")]);
  });

  it("prints conditions as Kubernetes has them", async () => {
    const { code, out } = await ended(flawed, "httproute/r", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        namespace: "shop",
        name: "r",
        inEffect: "partly",
        where: ["waypoint shop/waypoint"],
        parents: [
          { parentRef: toReviews, conditions: [{ type: "Accepted", status: "True" }, {}, {}] },
          {
            parentRef: { name: "gone" },
            conditions: [{ type: "Accepted", status: "False", reason: "NoMatchingParent" }, {}],
          },
        ],
        because: [
          { code: "WM4001", object: "HTTPRoute shop/r", field: "spec.parentRefs[1].name", location: { line: 7 } },
        ],
        location: { line: 7 },
      },
    ]);
  });

  it("names files that hold no object, and ends with 1", async () => {
    const { code, err } = await ended(["kind: ["]);
    expect([code, err]).toEqual([1, expect.stringContaining("WM1005")]);
  });

  it("refuses kinds that nobody reads", async () => {
    expect(await ended(sound, "thing")).toMatchObject({ code: 2, err: expect.stringContaining("no kind") });
  });

  it("takes the keys of issuers from files", async () => {
    const keys = join(folder, "keys.json");
    const key = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
    await writeFile(keys, JSON.stringify({ keys: [key] }));
    const jwtRules = [{ issuer: "https://issuer.example" }];
    const tokens = object("RequestAuthentication", "shop/t", { spec: { targetRefs: [toReviews], jwtRules } });
    expect((await ended([...sound, tokens])).code).toBe(1);
    expect((await ended([...sound, tokens], "--jwks", `https://issuer.example=${keys}`)).code).toBe(0);
  });
});
