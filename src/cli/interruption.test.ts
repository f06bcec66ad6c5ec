import { describe, expect, it } from "@jest/globals";
import { interruption } from "./interruption.js";

describe("interruption()", () => {
  it("asks for an orderly end first, and forces it at the second signal", async () => {
    const forced: string[] = [];
    const { asked, dispose } = interruption((signal) => forced.push(signal));
    process.emit("SIGTERM", "SIGTERM");
    expect(await asked).toBe("SIGTERM");
    expect(forced).toEqual([]);
    process.emit("SIGINT", "SIGINT");
    expect(forced).toEqual(["SIGINT"]);
    dispose();
  });

  it("leaves the process as it was", () => {
    const before = process.listenerCount("SIGINT");
    interruption(() => undefined).dispose();
    expect(process.listenerCount("SIGINT")).toBe(before);
  });
});
