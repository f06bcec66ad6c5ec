import { describe, expect, it } from "@jest/globals";
import { createLogger } from "./log.js";

function logged(write: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLogger({ level: "info", destination: { write: (line) => lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("createLogger()", () => {
  it("writes one JSON object a line, with the name of its level", () => {
    expect(logged((log) => log.warn({ waypoint: "shop/waypoint" }, "gone"))).toEqual([
      { level: "warn", time: expect.stringMatching(/^\d{4}-.*Z$/), waypoint: "shop/waypoint", msg: "gone" },
    ]);
  });

  it.each([
    [{ privateKey: "s3cret" }],
    [{ authority: { key: "s3cret" } }],
    [{ request: { headers: { authorization: "s3cret" } } }],
    [{ node: { token: "s3cret" } }],
  ])("never writes a secret: %j", (fields) => {
    expect(JSON.stringify(logged((log) => log.info(fields, "seen")))).toMatch(/^(?!.*s3cret).*\[redacted\]/);
  });

  it("leaves out what is below its level", () => {
    expect(logged((log) => log.debug("detail"))).toEqual([]);
  });
});
