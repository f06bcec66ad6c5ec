import { describe, expect, it } from "@jest/globals";
import { type RunningSet, runningSet } from "./running-set.js";

/** A set of named things that writes down what happens to them. */
function recorded(lingerMs: number): { readonly set: RunningSet<string, string>; readonly events: string[] } {
  const events: string[] = [];
  const set = runningSet<string, string>({
    start: async (key, spec) => {
      if (spec === "bad") throw new Error(`${key} will not start`);
      events.push(`start ${key} ${spec}`);
      return `${key} ${spec}`;
    },
    stop: async (running) => {
      await Promise.resolve();
      events.push(`stop ${running}`);
    },
    same: (one, other) => one === other,
    lingerMs,
  });
  return { set, events };
}

const wanted = (specs: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(specs));

describe("runningSet()", () => {
  it("starts what is missing and leaves alone what runs", async () => {
    const { set, events } = recorded(0);
    await set.keep(wanted({ a: "1" }));
    await set.keep(wanted({ a: "1", b: "1" }));
    expect(events).toEqual(["start a 1", "start b 1"]);
    expect(set.running()).toEqual(
      new Map([
        ["a", "a 1"],
        ["b", "b 1"],
      ]),
    );
  });

  it("stops the old one before it starts the new one, because both want the same address", async () => {
    const { set, events } = recorded(60_000);
    await set.keep(wanted({ a: "1" }));
    await set.keep(wanted({ a: "2" }));
    expect(events).toEqual(["start a 1", "stop a 1", "start a 2"]);
  });

  it("lets a thing that is not wanted any more go on for a while, and takes it back unharmed", async () => {
    const { set, events } = recorded(60_000);
    await set.keep(wanted({ a: "1" }));
    await set.keep(wanted({}));
    expect([...set.running()]).toEqual([]);
    await set.keep(wanted({ a: "1" }));
    expect(events).toEqual(["start a 1"]);
    await set.close();
    expect(events).toEqual(["start a 1", "stop a 1"]);
  });

  it("makes room at once for another thing of the same name", async () => {
    const { set, events } = recorded(60_000);
    await set.keep(wanted({ a: "1" }));
    await set.keep(wanted({}));
    await set.keep(wanted({ a: "2" }));
    expect(events).toEqual(["start a 1", "stop a 1", "start a 2"]);
    await set.close();
  });

  it("tells what could not be started, starts the rest, and tries again", async () => {
    const { set, events } = recorded(0);
    const failures = await set.keep(wanted({ a: "bad", b: "1" }));
    expect([...failures.keys()]).toEqual(["a"]);
    expect(await set.keep(wanted({ a: "1", b: "1" }))).toEqual(new Map());
    expect(events).toEqual(["start b 1", "start a 1"]);
  });

  it("stops everything when it is closed, also what lingers, and starts nothing afterwards", async () => {
    const { set, events } = recorded(60_000);
    await set.keep(wanted({ a: "1", b: "1" }));
    await set.keep(wanted({ b: "1" }));
    await set.close();
    await set.keep(wanted({ c: "1" }));
    expect(events.filter((event) => event.startsWith("stop")).sort()).toEqual(["stop a 1", "stop b 1"]);
    expect([...set.running()]).toEqual([]);
  });
});
