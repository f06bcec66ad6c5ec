import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { aNamespace, anApp, aWaypoint, type Manifest, manifestText } from "../test/support/manifests.js";
import { RunningControlPlane } from "./control-plane.js";
import type { ControlPlaneEvent } from "./control-plane-types.js";
import { type Authority, openAuthority } from "./identity/authority.js";
import { createLogger } from "./log.js";
import { ControlPlaneBootstraps } from "./serving/bootstraps.js";

let root: string;
let plane: RunningControlPlane | undefined;
const events: ControlPlaneEvent[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "waymark-test-"));
  await mkdir(join(root, "manifests"));
  events.length = 0;
});

afterEach(async () => {
  await plane?.close();
  plane = undefined;
  await rm(root, { recursive: true, force: true });
});

describe("a control plane that cannot publish for one waypoint", () => {
  const mesh = (namespace: string, replicas: number): Manifest[] => [
    aNamespace(namespace, "waypoint"),
    aWaypoint(namespace),
    ...anApp({ namespace, name: "app", replicas }),
  ];

  it("serves the others, and this one in full as soon as it can", async () => {
    const authority = await openAuthority({ stateDir: join(root, "state") });
    let broken = true;
    const refusing: Authority = {
      ...authority,
      issue: async (request) => {
        if (broken && request.identity.includes("/ns/sick/")) throw new Error("no certificate today");
        return authority.issue(request);
      },
    };
    await writeManifests("sick", mesh("sick", 1));
    await writeManifests("well", mesh("well", 1));
    plane = await aControlPlane(refusing);
    expect(pushedTo()).toEqual(["well/waypoint"]);

    broken = false;
    events.length = 0;
    await writeManifests("well", mesh("well", 2));
    await untilChanged();
    expect(pushedTo()).toEqual(["sick/waypoint", "well/waypoint"]);
    const full = pushes().find(({ waypoint }) => waypoint === "sick/waypoint")?.resources;
    expect(full).toContain("inbound-vip|80|http|app.sick.svc.cluster.local");
  });

  it("needs no further edit to serve it", async () => {
    const authority = await openAuthority({ stateDir: join(root, "state") });
    let refusals = 2;
    const refusing: Authority = {
      ...authority,
      issue: async (request) => {
        if (refusals-- > 0) throw new Error("no certificate today");
        return authority.issue(request);
      },
    };
    await writeManifests("sick", mesh("sick", 1));
    plane = await aControlPlane(refusing);
    expect(pushedTo()).toEqual([]);
    await untilChanged();
    expect(pushedTo()).toEqual(["sick/waypoint"]);
  });
});

async function writeManifests(name: string, manifests: readonly Manifest[]): Promise<void> {
  await writeFile(join(root, "manifests", `${name}.yaml`), manifestText(...manifests));
}

async function aControlPlane(authority: Authority): Promise<RunningControlPlane> {
  const options = {
    folder: join(root, "manifests"),
    watch: true,
    stateDir: join(root, "state"),
    xds: { host: "127.0.0.1", port: 0 },
    keys: "nothing" as const,
    log: createLogger({ level: "silent" }),
    onEvent: (event: ControlPlaneEvent) => void events.push(event),
  };
  const running = new RunningControlPlane(options, { bootstraps: await ControlPlaneBootstraps.read(), authority });
  await running.start();
  return running;
}

function pushes() {
  return events.flatMap((event) => (event.kind === "change" ? event.pushes : []));
}

function pushedTo(): readonly string[] {
  return pushes()
    .map(({ waypoint }) => waypoint)
    .sort();
}

async function untilChanged(): Promise<void> {
  for (let tries = 0; tries < 100 && pushes().length === 0; tries++) await pause(50);
}
