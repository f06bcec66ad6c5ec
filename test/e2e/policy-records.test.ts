/** What policies leave behind of a request: in the access log, and in the statistics of the waypoint. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import { aNamespace, anAccount, anApp, aWaypoint, type Manifest, manifestText } from "../support/manifests.js";
import { outcomeOf } from "../support/said.js";

type Action = "ALLOW" | "DENY" | "AUDIT" | "CUSTOM";

const onTrial = { "istio.io/dry-run": "true" };
const to = (path: string): Manifest => ({ to: [{ operation: { paths: [path] } }] });

function policy(name: string, action: Action, more: { readonly paths: readonly string[]; readonly trial?: boolean }) {
  return {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name, namespace: "records", ...(more.trial === true && { annotations: onTrial }) },
    spec: {
      targetRefs: [{ group: "", kind: "Service", name: "app" }],
      action,
      ...(action === "CUSTOM" && { provider: { name: "denies" } }),
      rules: more.paths.map(to),
    },
  };
}

const manifests = (accessLogFile: string) =>
  manifestText(
    aNamespace("records", "waypoint"),
    aWaypoint("records"),
    anAccount("records", "web"),
    anApp({ namespace: "records", name: "app" }),
    anApp({ namespace: "records", name: "authorizer" }),
    {
      apiVersion: "waymark.dev/v1alpha1",
      kind: "MeshConfig",
      metadata: { name: "mesh" },
      spec: {
        accessLogFile,
        extensionProviders: [
          {
            name: "denies",
            envoyExtAuthzHttp: {
              service: "authorizer.records.svc.cluster.local",
              port: 80,
              timeout: "10s",
              pathPrefix: "/check?status=403&of=",
            },
          },
        ],
      },
    },
    policy("audit", "AUDIT", { paths: ["/audited", "/denied"] }),
    policy("deny", "DENY", { paths: ["/denied"] }),
    policy("deny-trial", "DENY", { paths: ["/draft"], trial: true }),
    policy("allow", "ALLOW", { paths: ["/audited", "/denied", "/draft", "/allowed", "/asked"] }),
    policy("allow-trial", "ALLOW", { paths: ["/new"], trial: true }),
    policy("ask-trial", "CUSTOM", { paths: ["/asked"], trial: true }),
    policy("ask", "CUSTOM", { paths: ["/refused"] }),
  );

type Entry = Readonly<Record<string, unknown>>;

let statuses: Readonly<Record<string, string>>;
let log: ReadonlyMap<unknown, Entry>;
let counters: ReadonlyMap<string, number>;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "waymark-records-"));
  const file = join(folder, "access.log");
  try {
    const mesh = await aLocalMesh({ "all.yaml": manifests(file) });
    try {
      const paths = ["/audited", "/denied", "/draft", "/allowed", "/new", "/asked", "/refused"];
      const ends: [string, string][] = [];
      for (const path of paths)
        ends.push([path, await outcomeOf(mesh, { as: "records/sa/web", host: "app.records", path })]);
      statuses = Object.fromEntries(ends);
      counters = await countersOf(mesh);
    } finally {
      // Envoy writes what it has when it ends.
      await mesh.close();
    }
    const entries = (await readFile(file, "utf8")).split("\n").flatMap((line): Entry[] => {
      return line.startsWith("{") ? [JSON.parse(line) as Entry] : [];
    });
    log = new Map(entries.map((entry) => [entry["path"], entry]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);

/** What is counted of the port, by the names behind its own. */
async function countersOf(mesh: TestMesh): Promise<ReadonlyMap<string, number>> {
  const [waypoint] = mesh.mesh.view().waypoints;
  const text = await (await fetch(`${waypoint?.adminUrl}/stats`)).text();
  const prefix = "http.inbound-vip|80|http|app.records.svc.cluster.local.";
  return new Map(
    text.split("\n").flatMap((line): [string, number][] => {
      const colon = line.lastIndexOf(": ");
      return line.startsWith(prefix) ? [[line.slice(prefix.length, colon), Number(line.slice(colon + 2))]] : [];
    }),
  );
}

describe("policies on record", () => {
  it("decide as those in force say", () => {
    expect(statuses).toEqual({
      "/audited": "200",
      "/denied": "403",
      "/draft": "200",
      "/allowed": "200",
      "/new": "403",
      "/asked": "200",
      "/refused": "403",
    });
  });

  it.each([
    ["the policy that allowed it", "/allowed", { policy: "ns[records]-policy[allow]-rule[3]" }],
    ["the policy that denied it", "/denied", { policy: "ns[records]-policy[deny]-rule[0]" }],
    ["the audit that matched it", "/audited", { audit: "ns[records]-policy[audit]-rule[0]" }],
    ["the audit that matched it, though it was denied", "/denied", { audit: "ns[records]-policy[audit]-rule[1]" }],
    ["no audit where none matched it", "/allowed", { audit: null }],
    ["the trial that would have denied it", "/draft", { trial_deny: "ns[records]-policy[deny-trial]-rule[0]" }],
    ["no trial where none would have denied it", "/allowed", { trial_deny: null }],
    ["that a trial would have allowed it", "/new", { trial_allow: "allowed" }],
    ["that a trial beside policies in force allows what these allow", "/allowed", { trial_allow: "allowed" }],
    ["that the authorizer refused it", "/refused", { details: "ext_authz_denied" }],
  ])("the access log tells %s", (_what, path, fields) => {
    expect(log.get(path)).toMatchObject(fields);
  });

  it.each([
    ["rbac.audit_.policy.ns[records]-policy[audit]-rule[0].allowed", 1],
    ["rbac.istio_dry_run_deny_.shadow_denied", 1],
    ["rbac.istio_dry_run_deny_.policy.ns[records]-policy[deny-trial]-rule[0].shadow_denied", 1],
    ["rbac.istio_dry_run_allow_.policy.ns[records]-policy[allow-trial]-rule[0].shadow_allowed", 1],
    ["rbac.istio_ext_authz_denies_.shadow_denied", 1],
    ["ext_authz.denies.denied", 1],
    ["ext_authz.denies-on-trial.shadow_denied", 1],
  ])("%s counts %d", (name, count) => {
    expect(counters.get(name)).toBe(count);
  });
});
