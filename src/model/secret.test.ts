import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { createLogger } from "../log.js";
import { readResource } from "./read-resource.js";
import type { Resource } from "./resource.js";
import { dockerConfigIn } from "./secret.js";

const hidden = "not-to-be-shown";
const base64 = (text: string): string => Buffer.from(text).toString("base64");

function aSecret(fields: object): Resource<"Secret"> {
  const metadata = { name: "pull", namespace: "shop" };
  const outcome = readResource({ apiVersion: "v1", kind: "Secret", metadata, ...fields }, undefined, ({ message }) => {
    throw new Error(message);
  });
  if (outcome.kind !== "resource") throw new Error(outcome.kind);
  return outcome.resource as Resource<"Secret">;
}

describe("a Secret", () => {
  it.each([
    ["data", { data: { ".dockerconfigjson": base64(hidden), other: base64(hidden) } }],
    ["stringData", { stringData: { ".dockerconfigjson": hidden, other: hidden } }],
  ])("shows none of its %s, however it is printed", (_field, fields) => {
    const secret = aSecret(fields);
    const lines: string[] = [];
    createLogger({ level: "info", destination: { write: (line) => void lines.push(line) } }).info(
      { secret },
      "a secret",
    );
    const printed = [
      JSON.stringify(secret),
      inspect(secret, { depth: 9 }),
      String(dockerConfigIn(secret.spec)),
      ...lines,
    ];
    for (const text of printed) {
      expect(text).toContain("[redacted]");
      expect(text).not.toContain(hidden);
      expect(text).not.toContain(base64(hidden));
    }
  });

  it("reveals its registry credentials to who asks; plain texts win", () => {
    expect(dockerConfigIn(aSecret({ data: { ".dockerconfigjson": base64("a") } }).spec)?.reveal()).toBe("a");
    const both = { data: { ".dockerconfigjson": base64("a") }, stringData: { ".dockerconfigjson": "b" } };
    expect(dockerConfigIn(aSecret(both).spec)?.reveal()).toBe("b");
    expect(dockerConfigIn(aSecret({ data: { other: base64("a") } }).spec)).toBeUndefined();
  });
});
