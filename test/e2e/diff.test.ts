/**
 * What `waymark diff` reports happens: each request that it shows is sent to real Envoys before the edit and after it, and
 * ends as reported both times.
 */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { MeshDiff, RequestDifference, RequestEnd } from "../../src/diff/mesh-diff.js";
import { diff } from "../../src/diff.js";
import { scratchFolder } from "../../src/sources/testing/scratch-folder.js";
import { observed } from "../support/expectation.js";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import {
  aNamespace,
  anAccount,
  anApp,
  aPolicy,
  aWaypoint,
  from,
  type Manifest,
  manifestText,
} from "../support/manifests.js";
import { answersTo } from "../support/mesh-client.js";
import { aTokenIssuer, type TokenIssuer } from "../support/tokens.js";

const space = "differs";
const ground = manifestText(
  aNamespace(space, "waypoint"),
  aWaypoint(space),
  anAccount(space, "web"),
  anAccount(space, "admin"),
  ...["books", "one", "two"].map((name) => anApp({ namespace: space, name })),
);

const operation = (one: Manifest): Manifest => ({ to: [{ operation: one }] });

function route(...rules: readonly Manifest[]): Manifest {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "books", namespace: space },
    spec: { parentRefs: [{ group: "", kind: "Service", name: "books" }], rules },
  };
}

const to = (name: string): Manifest => ({ backendRefs: [{ name, port: 80 }] });
const prefix = (value: string): Manifest => ({ matches: [{ path: { type: "PathPrefix", value } }] });
const redirect = (hostname: string): Manifest => ({
  filters: [{ type: "RequestRedirect", requestRedirect: { hostname, statusCode: 302 } }],
});
const answers = (value: string): Manifest => ({
  type: "ResponseHeaderModifier",
  responseHeaderModifier: { set: [{ name: "x-version", value }] },
});

const before = [
  route(
    { ...prefix("/old"), ...redirect("a.example") },
    { ...prefix("/api"), ...to("one") },
    { ...prefix("/v"), ...to("one"), filters: [answers("1")] },
    to("books"),
  ),
  aPolicy(`${space}/no`, { action: "DENY", service: "books", rules: [operation({ paths: ["/admin/*"] })] }),
];

const after = [
  route(
    { ...prefix("/old"), ...redirect("b.example") },
    { ...prefix("/api"), ...to("two") },
    { ...prefix("/v"), ...to("one"), filters: [answers("2")] },
    { matches: [{ headers: [{ name: "x-team", value: "blue" }] }], ...to("two") },
    { matches: [{ path: { type: "RegularExpression", value: "/item/[0-9]+" } }], ...to("two") },
    to("books"),
  ),
  aPolicy(`${space}/no`, {
    action: "DENY",
    service: "books",
    rules: [
      { ...operation({ paths: ["/admin/*"] }), ...from({ notPrincipals: [`cluster.local/ns/${space}/sa/admin`] }) },
      operation({ methods: ["DELETE"], paths: ["/api/{*}/all"] }),
      operation({ paths: ["*.bak"] }),
    ],
  }),
];

let mesh: TestMesh;
let issuer: TokenIssuer;
let found: MeshDiff;

beforeAll(async () => {
  issuer = await aTokenIssuer();
  const [base, head] = [scratchFolder(), scratchFolder()];
  for (const folder of [base, head]) folder.write("ground.yaml", ground);
  base.write("rules.yaml", manifestText(before));
  head.write("rules.yaml", manifestText(after));
  const sides = [base, head].map(({ path }) => ({ kind: "paths", paths: [path] }) as const);
  found = await diff(...(sides as [(typeof sides)[0], (typeof sides)[0]]), { cache: false });
  for (const folder of [base, head]) folder.remove();
  mesh = await aLocalMesh({ "ground.yaml": ground, "rules.yaml": manifestText(before) });
}, 120_000);

afterAll(async () => {
  await mesh?.close();
}, 60_000);

/** What is to be seen of how a request ends: as reported, and as answered. */
interface Seen {
  readonly request: string;
  readonly status: number | undefined;
  readonly location: string | undefined;
  /** The pods that may have answered. */
  readonly backend: string;
  readonly version: string | undefined;
}

function reported({ request, differences }: RequestDifference, end: RequestEnd, which: "now" | "no longer"): Seen {
  const [outcome] = end.outcomes;
  const isAnswered = outcome?.layer === "application";
  const [, status, location] = /^(\d+)(?: to (\S+))?/.exec(end.summary) ?? [];
  const header = `${which}: header x-version of the answer becomes `;
  const version = differences.find((text) => text.startsWith(header))?.slice(header.length);
  return {
    request: JSON.stringify(request),
    status: Number(status),
    location,
    backend: isAnswered ? outcome.at.replace(/-\d+$/, "") : "none",
    version: version === undefined ? undefined : (JSON.parse(version) as string),
  };
}

async function seen({ request, differences }: RequestDifference): Promise<Seen> {
  const [host = "", port] = request.to.split(":");
  const sent = { ...request, as: request.from, host, port: Number(port), name: "", times: 1, expect: {} };
  const [answer] = await answersTo(sent, mesh.proxyOf(request.from), issuer);
  if (answer === undefined) throw new Error("no answer");
  const tellsVersion = differences.some((text) => text.includes("x-version"));
  return {
    request: JSON.stringify(request),
    status: answer.status ?? answer.connect,
    location: answer.headers["location"],
    backend: observed(answer, { backend: "" }).backend ?? "none",
    version: tellsVersion ? answer.headers["x-version"] : undefined,
  };
}

const allSeen = (): Promise<readonly Seen[]> => Promise.all(found.requests.map(seen));

describe("each request that waymark diff shows", () => {
  it("stands for one of the edits", () => {
    expect(
      found.requests.map(
        ({ request, base, head }) => `${request.method} ${request.path} ${base.summary} → ${head.summary}`,
      ),
    ).toEqual([
      "DELETE /api/x/all 200 → 403",
      "GET /.bak 200 → 403",
      "GET /admin/ 403 → 200",
      // With the header that leads elsewhere now.
      "GET /admin/ 403 → 200",
      "GET /old/.bak 302 to http://a.example/old/.bak → 403",
      "GET / 200 from differs/books → 200 from differs/two",
      "GET /api 200 from differs/one → 200 from differs/two",
      "GET /old 302 to http://a.example/old → 302 to http://b.example/old",
      "GET /v 200 → 200",
    ]);
  });

  it("ends on real Envoys as reported, before the edit and after it", async () => {
    expect(await allSeen()).toEqual(found.requests.map((one) => reported(one, one.base, "no longer")));
    await writeFile(join(mesh.folder, "rules.yaml"), manifestText(after));
    const expected = found.requests.map((one) => reported(one, one.head, "now"));
    // The edit has to be seen before anybody can tell whether it is in effect.
    for (let tries = 0; tries < 100 && (await allSeen())[0]?.status !== expected[0]?.status; tries++) await pause(100);
    await mesh.settled();
    expect(await allSeen()).toEqual(expected);
    await rm(join(mesh.folder, "rules.yaml"));
  }, 60_000);
});
