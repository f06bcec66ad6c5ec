import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import pino from "pino";
import { Secret } from "./secret.js";

const password = "correct horse battery staple";

describe("Secret", () => {
  it.each<[string, (secret: Secret) => string]>([
    ["in a template", (secret) => `${secret}`],
    ["as JSON", (secret) => JSON.stringify({ deep: [secret] })],
    ["to console.log", (secret) => inspect({ deep: { deeper: { secret } } }, { depth: 9, showHidden: true })],
    ["spread into an object", (secret) => inspect({ ...secret })],
    ["in the log", (secret) => logged(secret)],
  ])("is not shown %s", (_where, shown) => {
    expect(shown(new Secret(password))).not.toContain("horse");
  });

  it("is given to who asks by name", () => {
    expect(new Secret(password).reveal()).toBe(password);
  });
});

function logged(secret: Secret): string {
  const lines: string[] = [];
  pino({}, { write: (line: string) => lines.push(line) }).info({ secret }, "made a key");
  return lines.join("");
}
