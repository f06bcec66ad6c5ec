import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { decode } from "../protos.js";
import { delta } from "./delta.js";
import { ruleFor } from "./order.js";
import { resource } from "./resource.js";
import { sotw } from "./sotw.js";
import { Subscription } from "./subscription.js";

const typeUrl = "type.googleapis.com/example.test.Thing";
const view = {
  ready: () => true,
  wanted: () => ({ kind: "absent" }) as const,
  names: () => [],
  stub: () => undefined,
  now: () => 0,
};
const subscription = (): Subscription => new Subscription(ruleFor(typeUrl), view);

describe("a resource", () => {
  it("has a version that only its bytes decide", () => {
    const versionOf = (name: string, text: string) => resource({ typeUrl, name, body: Buffer.from(text) }).version;
    expect(versionOf("a", "same")).toBe(versionOf("b", "same"));
    expect(versionOf("a", "same")).not.toBe(versionOf("a", "other"));
    expect(versionOf("a", "same")).toMatch(/^[0-9a-f]{32}$/);
  });

  it("does not change when the caller reuses its buffer", () => {
    const body = Buffer.from("before");
    const made = resource({ typeUrl, name: "a", body });
    body.write("AFTER!");
    expect(Buffer.from(made.body).toString()).toBe("before");
  });

  it("is read back from both kinds of response by the protobuf library, whatever its size", () => {
    const sizes = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(16_383, 16_384, 2_097_152));
    fc.assert(
      fc.property(sizes, fc.string({ unit: "binary", minLength: 1 }), (size, name) => {
        const made = resource({ typeUrl, name, body: new Uint8Array(size).fill(7) });
        const put = { name, resource: made, since: 0 };
        const gone = { name: "gone", resource: undefined, since: 0 };
        const any = { type: "example.test.Thing", bytes: made.body };

        const incremental = delta.compose(subscription(), [put, gone]).encode("n");
        const read = decode("envoy.service.discovery.v3.DeltaDiscoveryResponse", incremental);
        expect(read).toMatchObject({ typeUrl, nonce: "n", removedResources: ["gone"] });
        expect(read.resources).toHaveLength(1);
        expect(read.resources?.[0]).toMatchObject({ name, version: made.version });
        expect(bytesEqual(read.resources?.[0]?.resource, any)).toBe(true);

        const whole = decode(
          "envoy.service.discovery.v3.DiscoveryResponse",
          sotw.compose(subscription(), [put]).encode("n"),
        );
        expect(whole).toMatchObject({ typeUrl, nonce: "n" });
        expect(bytesEqual(whole.resources?.[0], any)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

function bytesEqual(actual: unknown, expected: { type: string; bytes: Uint8Array }): boolean {
  const { type, bytes = new Uint8Array() } = actual as { type: string; bytes?: Uint8Array };
  return type === expected.type && Buffer.compare(bytes, expected.bytes) === 0;
}
