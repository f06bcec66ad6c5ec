/** Editing the folder edits the mesh: what comes, goes or breaks while requests can be sent, and what is told of it. */
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { LocalMeshEvent } from "../../src/runtime/local-mesh.js";
import { aLocalMesh, diagnosticsText, type TestMesh } from "../support/local-mesh.js";
import { aNamespace, anAccount, anApp, aPolicy, aWaypoint, from, manifestText } from "../support/manifests.js";
import { answerTo, outcomeOf } from "../support/said.js";

// An edit waits for every proxy that it concerns.
jest.setTimeout(60_000);

const web = "edits/sa/web";
const app = (replicas: number): string => manifestText(anApp({ namespace: "edits", name: "app", replicas }));
const version = (value: string): string =>
  manifestText({
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "app", namespace: "edits" },
    spec: {
      parentRefs: [{ group: "", kind: "Service", name: "app" }],
      rules: [
        {
          filters: [
            { type: "ResponseHeaderModifier", responseHeaderModifier: { set: [{ name: "x-version", value }] } },
          ],
          backendRefs: [{ name: "app", port: 80 }],
        },
      ],
    },
  });

const denyOther = manifestText(
  aPolicy("edits/app", { service: "app", action: "DENY", rules: [from({ serviceAccounts: ["other"] })] }),
);

const manifests = {
  "ground.yaml": manifestText(aNamespace("edits", "waypoint"), anAccount("edits", "web"), anAccount("edits", "other")),
  "gateway.yaml": manifestText(aWaypoint("edits")),
  "app.yaml": app(1),
  "route.yaml": version("one"),
  // A service of its own namespace, without a waypoint so far.
  "plain.yaml": manifestText(aNamespace("edits-2"), anApp({ namespace: "edits-2", name: "plain" })),
};

let mesh: TestMesh;

beforeAll(async () => {
  mesh = await aLocalMesh(manifests);
}, 120_000);

afterAll(async () => {
  await mesh?.close();
}, 60_000);

/** @throws when it does not come true in 20 s */
async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (; !isSo(); await pause(20)) if (Date.now() > deadline) throw new Error(`never came true: ${isSo}`);
}

/** Acts on the folder; resolves with what happened when the objects are known to have changed and are in effect. */
async function edited(act: () => Promise<unknown>, ...objects: readonly string[]): Promise<readonly LocalMeshEvent[]> {
  const before = mesh.events.length;
  await act();
  const happened = (): readonly LocalMeshEvent[] => mesh.events.slice(before);
  await until(() => objects.every((object) => changesIn(happened()).includes(object)));
  await mesh.settled();
  return happened();
}

const write = (file: string, text: string) => () => writeFile(join(mesh.folder, file), text);
const remove = (file: string) => () => rm(join(mesh.folder, file));

/** `added Service/edits/app`, in the order in which it was told. */
function changesIn(events: readonly LocalMeshEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "change" ? event.objects.map(({ key, change }) => `${change} ${key}`) : [],
  );
}

/** Who acknowledged something, and what. */
function acknowledgedIn(events: readonly LocalMeshEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "ack" ? event.names.map((name) => `${event.waypoint}: ${name}`) : [],
  );
}

const ask = (host: string, as = web): Promise<string> => outcomeOf(mesh, { as, host });

async function versionOf(host: string): Promise<string | undefined> {
  const answer = await answerTo(mesh, { as: web, host });
  return answer.kind === "answered" ? answer.headers.find(([name]) => name === "x-version")?.[1] : answer.kind;
}

describe("while the mesh runs", () => {
  it("a route changes", async () => {
    expect(await versionOf("app.edits")).toBe("one");
    const events = await edited(write("route.yaml", version("two")), "changed HTTPRoute/edits/app");
    expect(await versionOf("app.edits")).toBe("two");
    // One edit, one resource, one proxy.
    expect(events.flatMap((event) => (event.kind === "change" ? event.pushes : []))).toMatchObject([
      { waypoint: "edits/waypoint", resources: ["inbound-vip|80|http|app.edits.svc.cluster.local"] },
    ]);
    expect(acknowledgedIn(events)).toEqual(["edits/waypoint: inbound-vip|80|http|app.edits.svc.cluster.local"]);
  });

  it("a service comes and goes", async () => {
    expect(await ask("late.edits")).toBe("refused 404");
    const text = manifestText(anApp({ namespace: "edits", name: "late" }));
    const events = await edited(write("late.yaml", text), "added Service/edits/late", "added Deployment/edits/late");
    expect(await ask("late.edits")).toBe("200");
    expect(acknowledgedIn(events)).toEqual(
      expect.arrayContaining([
        "edits/waypoint: inbound-vip|80|http|late.edits.svc.cluster.local",
        "edits/waypoint: policy/inbound-vip|80|http|late.edits.svc.cluster.local",
        "local: pod|edits/late-0",
        `local: client|edits/web`,
      ]),
    );
    await edited(remove("late.yaml"), "removed Service/edits/late");
    expect(await ask("late.edits")).toBe("refused 404");
  });

  it("an identity comes, with a proxy of its own", async () => {
    expect(() => mesh.proxyOf("edits/sa/newcomer")).toThrow();
    const text = manifestText(anAccount("edits", "newcomer"));
    const events = await edited(write("newcomer.yaml", text), "added ServiceAccount/edits/newcomer");
    expect(await ask("app.edits", "edits/sa/newcomer")).toBe("200");
    expect(acknowledgedIn(events)).toContain("local: client|edits/newcomer");
  });

  it("pods come and go", async () => {
    const seen = async (): Promise<readonly string[]> => {
      const answers = await Promise.all(
        Array.from({ length: 30 }, () => answerTo(mesh, { as: web, host: "app.edits" })),
      );
      const pods = answers.map((answer) =>
        answer.kind === "answered" ? String(JSON.parse(answer.body).pod) : answer.kind,
      );
      return [...new Set(pods)].sort();
    };
    expect(await seen()).toEqual(["app-0"]);
    await edited(write("app.yaml", app(2)), "changed Deployment/edits/app");
    expect(await seen()).toEqual(["app-0", "app-1"]);
    await edited(write("app.yaml", app(1)), "changed Deployment/edits/app");
    expect(await seen()).toEqual(["app-0"]);
  });

  it("a policy comes and goes", async () => {
    await edited(write("policy.yaml", denyOther), "added AuthorizationPolicy/edits/app");
    expect([await ask("app.edits"), await ask("app.edits", "edits/sa/other")]).toEqual(["200", "403"]);
    await edited(remove("policy.yaml"), "removed AuthorizationPolicy/edits/app");
    expect(await ask("app.edits", "edits/sa/other")).toBe("200");
  });

  it("a waypoint comes, and what it enforces with it", async () => {
    expect(await ask("plain.edits-2", "edits/sa/other")).toBe("200");
    const rules = [from({ principals: ["cluster.local/ns/edits/sa/web"] })];
    const plain = manifestText(
      aNamespace("edits-2", "waypoint"),
      aWaypoint("edits-2"),
      anApp({ namespace: "edits-2", name: "plain" }),
      aPolicy("edits-2/plain", { service: "plain", action: "ALLOW", rules }),
    );
    const events = await edited(write("plain.yaml", plain), "added Gateway/edits-2/waypoint");
    expect([await ask("plain.edits-2"), await ask("plain.edits-2", "edits/sa/other")]).toEqual(["200", "403"]);
    expect(events.map((event) => event.kind === "connected" && event.waypoint)).toContain("edits-2/waypoint");
  });
});

describe("a waypoint that is gone", () => {
  it("leaves its services without answers, and the rest as it was, until it comes back", async () => {
    await edited(remove("gateway.yaml"), "removed Gateway/edits/waypoint");
    expect([await ask("app.edits"), await ask("plain.edits-2")]).toEqual(["refused 503", "200"]);
    expect(diagnosticsText(mesh)).toMatch(/WM3001.*edits\/waypoint does not exist/);
    await until(() => mesh.mesh.proxy("edits/waypoint") === undefined);
    expect(await ask("app.edits")).toBe("refused 503");
    await edited(write("gateway.yaml", manifests["gateway.yaml"]), "added Gateway/edits/waypoint");
    expect([await ask("app.edits"), await ask("plain.edits-2")]).toEqual(["200", "200"]);
    expect(diagnosticsText(mesh)).not.toMatch(/WM3001/);
  });

  it("never leaves a gap in its policies, neither when it goes nor when it comes", async () => {
    await edited(write("policy.yaml", denyOther), "added AuthorizationPolicy/edits/app");
    const outcomes: string[] = [];
    let over = false;
    const trying = (async () => {
      while (!over) outcomes.push(await ask("app.edits", "edits/sa/other"));
    })();
    await edited(remove("gateway.yaml"), "removed Gateway/edits/waypoint");
    await edited(write("gateway.yaml", manifests["gateway.yaml"]), "added Gateway/edits/waypoint");
    over = true;
    await trying;
    expect(await ask("app.edits", "edits/sa/other")).toBe("403");
    expect([...new Set(outcomes)]).toEqual(expect.arrayContaining(["403", "refused 503"]));
    expect(outcomes).not.toContain("200");
    await edited(remove("policy.yaml"), "removed AuthorizationPolicy/edits/app");
  });
});

describe("a broken document", () => {
  it("costs nothing but itself", async () => {
    const first = manifestText(anApp({ namespace: "edits", name: "first" }));
    const last = manifestText(anApp({ namespace: "edits", name: "last" }));
    const text = `${first}\n---\nkind: Service\n  metadata: [unclosed\n---\n${last}`;
    await edited(write("broken.yaml", text), "added Service/edits/first", "added Service/edits/last");
    expect([await ask("first.edits"), await ask("last.edits"), await ask("app.edits")]).toEqual(["200", "200", "200"]);
    expect(diagnosticsText(mesh)).toMatch(/broken\.yaml:\d+:\d+ error WM1\d\d\d/);
    await edited(write("broken.yaml", first), "removed Service/edits/last");
    expect(diagnosticsText(mesh)).not.toMatch(/broken\.yaml/);
  });

  it("leaves what it held in effect, until it is corrected or removed", async () => {
    await edited(write("policy.yaml", denyOther), "added AuthorizationPolicy/edits/app");
    await write("policy.yaml", "kind: AuthorizationPolicy\n  metadata: [unclosed")();
    await until(() => /WM1012.*AuthorizationPolicy edits\/app stays in effect/.test(diagnosticsText(mesh)));
    await mesh.settled();
    expect([await ask("app.edits"), await ask("app.edits", "edits/sa/other")]).toEqual(["200", "403"]);
    await edited(remove("policy.yaml"), "removed AuthorizationPolicy/edits/app");
    expect(await ask("app.edits", "edits/sa/other")).toBe("200");
  });
});

describe("what an Envoy refuses", () => {
  it("is told, and keeps nothing else from coming into effect", async () => {
    const occupied = "127.77.6.1";
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(15008, occupied, resolve));
    try {
      const pod = {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { namespace: "edits", name: "unlucky" },
        spec: { containers: [{ name: "app", image: "echo" }] },
        status: { podIP: occupied },
      };
      const before = mesh.events.length;
      await write("refused.yaml", manifestText(pod, anApp({ namespace: "edits", name: "beside" })))();
      const nacks = () => mesh.events.slice(before).flatMap((event) => (event.kind === "nack" ? [event] : []));
      await until(() => nacks().length > 0);
      expect(nacks()[0]).toMatchObject({ waypoint: "local", names: ["pod|edits/unlucky"] });
      await until(() => acknowledgedIn(mesh.events.slice(before)).includes("local: pod|edits/beside-0"));
      await mesh.settled();
      expect(await ask("beside.edits")).toBe("200");
      expect(diagnosticsText(mesh)).toMatch(/WM7010.*pod\|edits\/unlucky.*Address already in use/);
    } finally {
      squatter.close();
    }
    await edited(remove("refused.yaml"), "removed Pod/edits/unlucky");
    expect(diagnosticsText(mesh)).not.toMatch(/WM7010/);
  });
});

describe("the whole folder", () => {
  it("may vanish and come back", async () => {
    const aside = `${mesh.folder}-aside`;
    await edited(() => rename(mesh.folder, aside), "removed Service/edits/app", "removed Gateway/edits/waypoint");
    expect(mesh.mesh.view()).toMatchObject({ services: [], waypoints: [], identities: [] });
    await edited(() => rename(aside, mesh.folder), "added Service/edits/app", "added Gateway/edits/waypoint");
    expect([await ask("app.edits"), await versionOf("app.edits")]).toEqual(["200", "two"]);
  });

  it("may be replaced by a smaller one", async () => {
    const replace = async (): Promise<void> => {
      await rm(mesh.folder, { recursive: true });
      await mkdir(mesh.folder);
      await write("ground.yaml", manifests["ground.yaml"])();
    };
    await edited(replace, "removed Service/edits/app");
    await until(() => mesh.mesh.view().identities.some(({ serviceAccount }) => serviceAccount === "web"));
    await mesh.settled();
    expect(await ask("app.edits")).toBe("refused 404");
  });
});
