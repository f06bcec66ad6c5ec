import { randomInt } from "node:crypto";
import { afterEach, describe, expect, it } from "@jest/globals";
import type { ControlPlane, ControlPlaneOptions } from "../control-plane-types.js";
import { createLogger } from "../log.js";
import { emptyResources } from "../model/indexed-resources.js";
import type { ResourceChange, ResourceSet } from "../model/resource-set.js";
import { meshState } from "../serving/mesh-state.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { Translator } from "../translate.js";
import { bound, whyBusy } from "./front-ports.js";
import { type LocalMesh, type LocalMeshEvent, type MeshParts, startLocalMesh } from "./local-mesh.js";

/** Addresses that no other test of this machine is likely to use. */
const net = `127.${randomInt(212, 250)}.${randomInt(1, 255)}`;

const waypoint = (name: string, last: number): string => `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: shop }
spec:
  gatewayClassName: waymark-waypoint
  addresses: [{ type: IPAddress, value: ${net}.${last} }]
  listeners: [{ name: mesh, port: 15008, protocol: HBONE }]
`;

const pod = (name: string, last: number): string => `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec: { containers: [{ name: app, ports: [{ containerPort: 8080 }] }] }
status: { podIP: ${net}.${last} }
`;

/** A control plane without xDS, and proxies without Envoy; what happens to them is written down. */
class FakeParts implements MeshParts {
  readonly events: string[] = [];
  failing = "";
  readonly #translator = new Translator(emptyResources());
  #resources: ResourceSet = emptyResources();
  #options: ControlPlaneOptions | undefined;

  constructor(manifests: string) {
    this.#apply(manifests);
  }

  edit(manifests: string): void {
    this.#apply(manifests);
    this.#options?.onEvent({ kind: "change", objects: [], pushes: [], translateMs: 0 });
  }

  readonly startControlPlane = async (options: ControlPlaneOptions): Promise<ControlPlane> => {
    this.#options = options;
    return {
      xdsAddress: { host: "127.0.0.1", port: 1 },
      state: () => meshState(this.#resources, this.#translator, []),
      bootstrap: (node) => `bootstrap of ${"waypoint" in node ? this.#addressOf(node.waypoint) : node.nodeProxy}`,
      pending: () => [],
      metrics: async () => "",
      close: async () => void this.events.push("control plane closed"),
    };
  };

  readonly startProxy: MeshParts["startProxy"] = async ({ name, bootstrap }) => {
    if (name === this.failing) throw new Error("bad bootstrap");
    this.events.push(`start ${name} with ${bootstrap}`);
    return {
      adminUrl: `http://admin/${name}`,
      pid: undefined,
      admin: async (path) => (path.startsWith("/listeners") ? this.#listeners() : ""),
      stop: async () => void this.events.push(`stop ${name}`),
    };
  };

  #addressOf(name: string): string {
    const found = this.#translator.waypoints().find((each) => `${each.namespace}/${each.name}` === name);
    return found?.address ?? "nobody";
  }

  /** Every proxy listens wherever anybody should. */
  #listeners(): string {
    const { node, waypoints } = meshState(this.#resources, this.#translator, []);
    const fronts = this.#options?.nodeProxy?.fronts(node.clients) ?? [];
    const places = [...fronts, ...waypoints.map(({ hbone }) => hbone)];
    const statuses = places.map(({ address, port }) => ({
      local_address: { socket_address: { address, port_value: port } },
    }));
    return JSON.stringify({ listener_statuses: statuses });
  }

  #apply(manifests: string): void {
    const next = resourcesFromText(manifests).resources;
    const kinds = ["Gateway", "Pod", "Service"] as const;
    const puts = kinds.flatMap((kind) => next.all(kind)).map((resource): ResourceChange => ({ kind: "put", resource }));
    const removals = kinds
      .flatMap((kind) => this.#resources.all(kind))
      .filter(({ kind, metadata }) => next.object(kind, metadata.namespace, metadata.name) === undefined)
      .map(
        ({ kind, metadata }): ResourceChange => ({
          kind: "remove",
          key: `${kind}/${metadata.namespace}/${metadata.name}`,
        }),
      );
    const { resources, touched } = this.#resources.apply([...removals, ...puts]);
    this.#resources = resources;
    this.#translator.update(resources, touched);
  }
}

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

interface Started {
  readonly mesh: LocalMesh;
  readonly heard: readonly LocalMeshEvent[];
  /** Resolves when a view has been told for which this holds. */
  seen(holds: (event: Extract<LocalMeshEvent, { kind: "mesh" }>) => boolean): Promise<void>;
}

async function started(parts: FakeParts): Promise<Started> {
  const heard: LocalMeshEvent[] = [];
  let wake: () => void = () => undefined;
  const mesh = await startLocalMesh(
    {
      folder: "manifests",
      watch: true,
      stateDir: "state",
      userWorkloads: [],
      lingerMs: 0,
      log: createLogger({ level: "silent" }),
      onEvent: (event) => {
        heard.push(event);
        wake();
      },
    },
    parts,
  );
  open.push(mesh);
  const seen: Started["seen"] = async (holds) => {
    while (!heard.some((event) => event.kind === "mesh" && holds(event))) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { mesh, heard, seen };
}

describe("startLocalMesh()", () => {
  it("runs an Envoy for each waypoint and one for all nodes, and somebody at every port of a pod", async () => {
    const parts = new FakeParts(`${waypoint("waypoint", 1)}${pod("a", 2)}`);
    const { mesh } = await started(parts);
    expect(parts.events.sort()).toEqual([
      "start local with bootstrap of local",
      `start shop/waypoint with bootstrap of ${net}.1`,
    ]);
    expect(await whyBusy(`${net}.2`, 8080)).toBe("EADDRINUSE");
    expect(await mesh.settled(10_000)).toEqual([]);
    expect(mesh.view().waypoints).toMatchObject([{ adminUrl: "http://admin/shop/waypoint" }]);
    expect(mesh.diagnostics()).toEqual([]);
  });

  it("follows the manifests: what is new is started, what moved is started anew, what is gone is stopped", async () => {
    const parts = new FakeParts(`${waypoint("one", 1)}${waypoint("two", 3)}${pod("a", 2)}`);
    const { seen } = await started(parts);
    parts.events.splice(0);
    parts.edit(`${waypoint("two", 4)}${waypoint("three", 5)}${pod("b", 6)}`);
    await seen(({ view }) => view.waypoints.map(({ name }) => name).join() === "shop/three,shop/two");
    // What is gone is stopped a little later than what is new is up.
    while (parts.events.length < 4) await new Promise(setImmediate);
    expect(parts.events).toEqual([
      "stop shop/two",
      `start shop/three with bootstrap of ${net}.5`,
      `start shop/two with bootstrap of ${net}.4`,
      "stop shop/one",
    ]);
    expect(await whyBusy(`${net}.6`, 8080)).toBe("EADDRINUSE");
  });

  it("keeps the proxy of an identity at its port while others come and go", async () => {
    const parts = new FakeParts(pod("b", 2));
    const { mesh, seen } = await started(parts);
    const [before] = mesh.view().identities;
    parts.edit(`${pod("a", 3)}${pod("b", 2)}`);
    await seen(({ view }) => view.identities.length === 2);
    expect(mesh.view().identities[1]).toEqual(before);
  });

  it("says which port of a pod somebody else has, and runs the rest", async () => {
    open.push(await bound(`${net}.2`, 8080), await bound(`${net}.3`, 15008));
    const { mesh } = await started(new FakeParts(`${pod("a", 2)}${pod("b", 3)}`));
    expect(mesh.diagnostics().map(({ code, message }) => [code, message])).toEqual([
      ["WM7502", `${net}.2:8080 of Pod shop/a is in use by another process`],
      ["WM7502", `${net}.3:15008 of Pod shop/b is in use by another process`],
    ]);
    expect(await whyBusy(`${net}.3`, 8080)).toBe("EADDRINUSE");
  });

  it("leaves nothing behind when an Envoy does not start", async () => {
    const parts = new FakeParts(`${waypoint("waypoint", 1)}${pod("a", 2)}`);
    parts.failing = "shop/waypoint";
    await expect(started(parts)).rejects.toThrow("the Envoy of shop/waypoint did not start: bad bootstrap");
    expect(parts.events).toEqual(["start local with bootstrap of local", "stop local", "control plane closed"]);
    expect(await whyBusy(`${net}.2`, 8080)).toBeUndefined();
  });

  it("stops everything when it is closed, and says nothing more", async () => {
    const parts = new FakeParts(`${waypoint("waypoint", 1)}${pod("a", 2)}`);
    const { mesh, heard } = await started(parts);
    await mesh.close();
    const { length } = heard;
    parts.edit("");
    expect(parts.events.filter((event) => !event.startsWith("start")).sort()).toEqual([
      "control plane closed",
      "stop local",
      "stop shop/waypoint",
    ]);
    expect(heard).toHaveLength(length);
    expect(await whyBusy(`${net}.2`, 8080)).toBeUndefined();
  });
});
