import { chmod, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type KeyFetch, type KeySetState, type KeySets, type KeySetsOptions, openKeySets } from "./key-sets.js";
import { anIssuerServer, type IssuerServer } from "./testing/issuer-server.js";

const keys = (name: string) => JSON.stringify({ keys: [], name });

let server: IssuerServer;
let stateDir: string;
const open: KeySets[] = [];

beforeEach(async () => {
  server = await anIssuerServer({ "/keys": { body: keys("one"), headers: { etag: '"1"' } } });
  stateDir = await mkdtemp(join(tmpdir(), "waymark-keys-"));
});
afterEach(async () => {
  for (const sets of open.splice(0)) await sets.close();
  await server.close();
  await rm(stateDir, { recursive: true, force: true });
});

const place = (path = "/keys") => ({
  place: `jwks ${path}`,
  kind: "jwks" as const,
  url: `${server.url}${path}`,
  timeoutMs: 5000,
});

/** A cache, and a way to wait for what it tells. */
async function cache(options: Partial<KeySetsOptions> = {}) {
  const states: KeySetState[] = [];
  const fetches: KeyFetch[] = [];
  let changed: () => void = () => undefined;
  const sets = await openKeySets({
    allowed: ["127.0.0.1"],
    random: () => 0,
    onState: (_place, state) => void states.push(state),
    onFetch: (fetch) => {
      fetches.push(fetch);
      setImmediate(() => changed());
    },
    ...options,
  });
  open.push(sets);
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        changed = resolve;
      });
    }
  };
  return { sets, states, fetches, until };
}

describe("key sets", () => {
  it("are pending at first, and told of when they are there", async () => {
    const { sets, states } = await cache();
    expect(sets.want([place()])).toEqual(new Map([["jwks /keys", { kind: "pending" }]]));
    await sets.attempted(10_000);
    expect(states).toEqual([{ kind: "known", text: keys("one") }]);
    expect(sets.states()).toEqual(new Map([["jwks /keys", states[0]]]));
  });

  it("are fetched once, however often they are wanted", async () => {
    const { sets } = await cache();
    sets.want([place()]);
    expect(sets.want([place()])).toEqual(new Map());
    await sets.attempted(10_000);
    expect(sets.want([place()])).toEqual(new Map());
    expect(server.requests).toHaveLength(1);
  });

  it("are refreshed under the name they have, and nobody hears of what stays as it is", async () => {
    const { sets, states, fetches, until } = await cache({ refreshMs: 10 });
    sets.want([place()]);
    await until(() => fetches.length >= 2);
    expect(fetches.slice(0, 2).map(({ outcome }) => outcome)).toEqual(["fetched", "unchanged"]);
    expect(server.requests[1]?.etag).toBe('"1"');
    expect(states).toHaveLength(1);
  });

  it("follow the issuer to new keys", async () => {
    const { sets, states, until } = await cache({ refreshMs: 10 });
    sets.want([place()]);
    await sets.attempted(10_000);
    server.pages.set("/keys", { body: keys("two") });
    await until(() => states.length === 2);
    expect(states[1]).toEqual({ kind: "known", text: keys("two") });
  });

  it("stay in use while they cannot be refreshed, with the reason", async () => {
    const { sets, states, until } = await cache({ refreshMs: 10, retryMs: 5 });
    sets.want([place()]);
    await sets.attempted(10_000);
    server.pages.set("/keys", { status: 503 });
    await until(() => states.length === 2);
    const stale = "it was answered with status 503";
    expect(states[1]).toEqual({ kind: "known", text: keys("one"), stale });
    server.pages.set("/keys", { body: keys("one") });
    await until(() => states.length === 3);
    expect(states[2]).toEqual({ kind: "known", text: keys("one") });
  });

  it("that cannot be had are tried again, and there once it works", async () => {
    server.pages.set("/keys", { status: 404 });
    const { sets, states, fetches, until } = await cache({ retryMs: 5 });
    sets.want([place()]);
    await until(() => fetches.length >= 3);
    expect(states).toEqual([{ kind: "failed", because: "it was answered with status 404" }]);
    server.pages.set("/keys", { body: keys("one") });
    await until(() => states.length === 2);
    expect(states[1]).toEqual({ kind: "known", text: keys("one") });
  });

  it("of a private address are refused unless it is allowed", async () => {
    const { sets, states } = await cache({ allowed: [] });
    sets.want([place()]);
    await sets.attempted(10_000);
    expect(states).toMatchObject([{ kind: "refused" }]);
    expect(server.requests).toEqual([]);
  });

  it("that nobody wants any more are dropped, and not fetched any more", async () => {
    const { sets, fetches } = await cache({ refreshMs: 5 });
    sets.want([place()]);
    await sets.attempted(10_000);
    expect(sets.want([])).toEqual(new Map([["jwks /keys", undefined]]));
    expect(fetches.at(-1)).toEqual({ place: "jwks /keys", outcome: "dropped" });
    expect(sets.states()).toEqual(new Map());
  });

  it("do not hold anybody up for longer than they were given", async () => {
    server.pages.set("/keys", { hangs: true });
    const { sets } = await cache();
    sets.want([place()]);
    await sets.attempted(20);
    expect(sets.states()).toEqual(new Map([["jwks /keys", { kind: "pending" }]]));
  });

  it("do not stand in each other's way", async () => {
    server.pages.set("/slow", { hangs: true });
    const { sets, states, until } = await cache();
    sets.want([place("/slow"), place()]);
    await until(() => states.length === 1);
    expect(states).toEqual([{ kind: "known", text: keys("one") }]);
  });
});

describe("last good key sets", () => {
  async function kept(): Promise<string> {
    const { sets } = await cache({ stateDir });
    sets.want([place()]);
    await sets.attempted(10_000);
    await sets.close();
    const [name = ""] = await readdir(join(stateDir, "keys"));
    return join(stateDir, "keys", name);
  }

  it("are there after a restart, before anything is fetched", async () => {
    const file = await kept();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await server.close();
    const { sets, states, until } = await cache({ stateDir });
    expect(sets.want([place()])).toEqual(new Map([["jwks /keys", { kind: "known", text: keys("one") }]]));
    await until(() => states.length === 1);
    expect(states[0]).toEqual({ kind: "known", text: keys("one"), stale: "nobody listens there" });
  });

  it.each([
    ["are too old", { checkedAt: 0 }],
    ["come from the future", { checkedAt: 9e15 }],
    ["are of another place", { place: "jwks /other" }],
    ["are damaged", { text: 7 }],
  ])("are not believed if they %s", async (_what, damage) => {
    const file = await kept();
    const whole = { place: "jwks /keys", text: keys("forged"), checkedAt: Date.now(), ...damage };
    await writeFile(file, JSON.stringify(whole));
    const { sets } = await cache({ stateDir });
    expect(sets.want([place()]).get("jwks /keys")).toEqual({ kind: "pending" });
  });

  it("are not believed if others could have written them", async () => {
    const file = await kept();
    await rm(file);
    await writeFile(file, JSON.stringify({ place: "jwks /keys", text: keys("forged"), checkedAt: Date.now() }));
    await chmod(file, 0o666);
    const { sets } = await cache({ stateDir });
    expect(sets.want([place()]).get("jwks /keys")).toEqual({ kind: "pending" });
  });
});
