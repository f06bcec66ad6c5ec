import { describe, expect, it } from "@jest/globals";
import { unsettledProxies } from "./proxy-readiness.js";

const listener = (address: string, port: number) => ({
  name: "x",
  local_address: { socket_address: { address, port_value: port } },
});

function proxy(listeners: readonly unknown[], stats: string): { admin(path: string): Promise<string> } {
  return {
    admin: async (path) => (path.startsWith("/listeners") ? JSON.stringify({ listener_statuses: listeners }) : stats),
  };
}

const calm = "cluster_manager.warming_clusters: 0\nlistener_manager.total_listeners_warming: 0\n";
const expected = new Map([["shop/waypoint", ["127.1.1.1:15008"]]]);

describe("unsettledProxies()", () => {
  it("is content with a proxy that listens where it should and has nothing left to warm", async () => {
    const running = new Map([["shop/waypoint", proxy([listener("127.1.1.1", 15008)], calm)]]);
    expect(await unsettledProxies(running, expected)).toEqual([]);
  });

  it.each([
    ["runs", new Map()],
    ["listen", new Map([["shop/waypoint", proxy([listener("127.1.1.1", 80), { name: "internal" }], calm)]])],
    [
      "warming",
      new Map([
        ["shop/waypoint", proxy([listener("127.1.1.1", 15008)], "listener_manager.total_listeners_warming: 2\nx: 0\n")],
      ]),
    ],
    ["answer", new Map([["shop/waypoint", { admin: () => Promise.reject(new Error("ECONNREFUSED")) }]])],
  ])("names what is missing: %s", async (word, running) => {
    const missing = await unsettledProxies(running, expected);
    expect(missing).toEqual([expect.stringContaining(word === "runs" ? "does not run" : word)]);
    expect(missing[0]).toContain("shop/waypoint");
  });
});
