import { afterEach, describe, expect, it } from "@jest/globals";
import { type StatusPages, type StatusServer, startStatusServer } from "./status-server.js";

let server: StatusServer | undefined;
afterEach(async () => {
  await server?.close();
});

async function asked(path: string, pages: Partial<StatusPages> = {}, method = "GET"): Promise<[number, string]> {
  const all = { ready: () => true, metrics: async () => "figures 1\n", state: () => ({ waypoints: [] }), ...pages };
  server = await startStatusServer({ host: "127.0.0.1", port: 0 }, all);
  const answer = await fetch(`http://127.0.0.1:${server.address.port}${path}`, { method });
  return [answer.status, (await answer.text()).trim()];
}

describe("startStatusServer()", () => {
  it("is alive before it is ready", async () => {
    expect(await asked("/healthz", { ready: () => false })).toEqual([200, "ok"]);
  });

  it.each([
    [true, 200],
    [false, 503],
  ])("ready: %s answers %d", async (ready, status) => {
    expect((await asked("/readyz", { ready: () => ready }))[0]).toBe(status);
  });

  it("hands out figures and state", async () => {
    expect(await asked("/metrics")).toEqual([200, "figures 1"]);
    await server?.close();
    expect(JSON.parse((await asked("/debug/state"))[1])).toEqual({ waypoints: [] });
  });

  it("names what there is to those who ask for something else", async () => {
    expect(await asked("/")).toEqual([404, expect.stringContaining("/metrics")]);
  });

  it("changes nothing for anybody", async () => {
    expect((await asked("/healthz", {}, "POST"))[0]).toBe(405);
  });

  it("lives on when a page cannot be made", async () => {
    const metrics = async (): Promise<string> => {
      throw new Error("no figures");
    };
    expect(await asked("/metrics", { metrics })).toEqual([500, "no figures"]);
  });
});
