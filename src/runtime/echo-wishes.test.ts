import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { wishesOf } from "./echo-wishes.js";

const usual = { status: 200, delayMs: 0, reset: false, first: Number.POSITIVE_INFINITY, headers: [] };

describe("wishesOf()", () => {
  it.each([
    ["/", usual],
    ["/reviews?page=2", usual],
    ["/x?status=503", { ...usual, status: 503 }],
    ["/status/418", { ...usual, status: 418 }],
    ["/status/418/x", usual],
    ["/x?delay=1500ms", { ...usual, delayMs: 1500 }],
    ["/x?delay=1m1.5s", { ...usual, delayMs: 61_500 }],
    ["/x?delay=0", usual],
    ["/x?reset=1", { ...usual, reset: true }],
    ["/x?status=503&first=2", { ...usual, status: 503, first: 2 }],
    ["/x?size=64k", { ...usual, sizeBytes: 65_536 }],
    ["/x?size=0", { ...usual, sizeBytes: 0 }],
    ["/x?drip=10x100ms", { ...usual, drip: { chunks: 10, everyMs: 100 } }],
    ["/x?size=10&drip=3x0s&status=206", { ...usual, status: 206, sizeBytes: 10, drip: { chunks: 3, everyMs: 0 } }],
  ])("%s", (target, wishes) => {
    expect(wishesOf(target, [])).toEqual({ ok: true, wishes });
  });

  it.each([
    ["/x?status=abc", "status"],
    ["/x?status=100", "status"],
    ["/status/999", "status"],
    ["/x?delay=fast", "delay"],
    ["/x?delay=-1s", "delay"],
    ["/x?delay=100h", "delay"],
    ["/x?size=10t", "size"],
    ["/x?size=9999999999", "size"],
    ["/x?size=", "size"],
    ["/x?drip=0x1s", "drip"],
    ["/x?drip=5", "drip"],
    ["/x?first=none", "first"],
  ])("%s makes no sense, and the answer says so", (target, name) => {
    expect(wishesOf(target, [])).toEqual({ ok: false, because: expect.stringMatching(`^${name} makes no sense`) });
  });

  it("sets several headers, and none that would break the answer", () => {
    const asked = [
      "x-one:1, X-Two : a:b",
      "content-length: 7,transfer-encoding:chunked,x y:1,x-three:\u0001,:,x-empty",
    ];
    const read = wishesOf("/", asked);
    expect(read.ok && read.wishes.headers).toEqual([
      ["x-one", "1"],
      ["X-Two", "a:b"],
      ["x-empty", ""],
    ]);
  });

  it("makes something of whatever a client sends", () => {
    const names = fc.constantFrom("status", "delay", "size", "drip");
    fc.assert(
      fc.property(names, fc.string(), fc.array(fc.string()), (name, value, headers) => {
        const read = wishesOf(`/x?${name}=${encodeURIComponent(value)}`, headers);
        if (!read.ok) return read.because.startsWith(name);
        const { status, delayMs, sizeBytes = 0, drip = { chunks: 1, everyMs: 0 } } = read.wishes;
        return (
          status >= 200 && status <= 599 && delayMs >= 0 && sizeBytes >= 0 && drip.chunks >= 1 && drip.everyMs >= 0
        );
      }),
    );
  });
});
