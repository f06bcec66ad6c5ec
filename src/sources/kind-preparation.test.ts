import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import type { Kind } from "../model/resource.js";
import { startPreparation } from "./kind-preparation.js";

describe("startPreparation()", () => {
  it("prepares each kind once, until it is stopped", async () => {
    const prepared: Kind[] = [];
    let stopped = (): void => {};
    const untilStopped = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const stop = startPreparation(["Service", "Pod", "Service", "Gateway", "HTTPRoute"], {
      pauseMs: 1,
      prepare: (kind) => {
        prepared.push(kind);
        if (prepared.length < 3) return;
        stop();
        stopped();
      },
    });
    await untilStopped;
    await pause(20);
    expect(prepared).toEqual(["Gateway", "HTTPRoute", "Pod"]);
  });
});
