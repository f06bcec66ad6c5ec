import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import type { LocalMeshEvent } from "../runtime/local-mesh.js";
import { aMeshView } from "./testing/mesh-view.js";
import { type UpEvent, upEvents } from "./up-events.js";

const place = { file: "shop.yaml", line: 3, column: 5 };
const finding = (message: string): Diagnostic =>
  diagnostic("WM7504", { message, origin: { object: "Pod shop/a", path: ["spec", "containers", 0] } });

const routes = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";
const answer = { waypoint: "shop/waypoint", node: "n", type: routes, names: ["r"], ms: 12 };

const happenings: readonly LocalMeshEvent[] = [
  { kind: "mesh", view: aMeshView },
  {
    kind: "change",
    objects: [{ key: "HTTPRoute/shop/reviews", change: "changed" }],
    pushes: [{ waypoint: "shop/waypoint", resources: ["r"], bytes: 900 }],
    translateMs: 1.5,
  },
  { ...answer, kind: "ack" },
  { ...answer, kind: "nack", error: "no such field" },
  { kind: "connected", waypoint: "shop/waypoint", node: "n" },
  { kind: "diagnostics", diagnostics: [finding("wrong")] },
  { kind: "diagnostics", diagnostics: [] },
  { kind: "log", source: "waymark", level: "warn", message: "hm" },
];

function told(events: readonly LocalMeshEvent[]): readonly UpEvent[] {
  const up = upEvents(() => place);
  return events.flatMap((event) => up.next(event));
}

describe("upEvents()", () => {
  it("tells each finding once, and when it is mended", () => {
    const [one, two] = [finding("one"), finding("two")];
    const events = told([
      { kind: "diagnostics", diagnostics: [one] },
      { kind: "diagnostics", diagnostics: [one, two] },
      { kind: "diagnostics", diagnostics: [two] },
    ]);
    expect(events.map((event) => event.event === "diagnostic" && `${event.state} ${event.message}`)).toEqual([
      "raised one",
      "raised two",
      "cleared one",
    ]);
  });

  it("does not tell a finding anew because its line moved", () => {
    let line = 3;
    const up = upEvents(() => ({ ...place, line: line++ }));
    expect(up.next({ kind: "diagnostics", diagnostics: [finding("one")] })).toHaveLength(1);
    expect(up.next({ kind: "diagnostics", diagnostics: [finding("one")] })).toEqual([]);
  });

  it("says where a finding is", () => {
    expect(told([{ kind: "diagnostics", diagnostics: [finding("wrong")] }])).toEqual([
      {
        event: "diagnostic",
        state: "raised",
        code: "WM7504",
        severity: "warning",
        message: "wrong",
        object: "Pod shop/a",
        field: "spec.containers[0]",
        ...place,
      },
    ]);
  });

  it("tells which keys were asked for as lines of the log", () => {
    const place = "jwks https://issuer.example/keys";
    expect(
      told([
        { kind: "key-fetch", place, outcome: "fetched" },
        { kind: "key-fetch", place, outcome: "failed", because: "it was answered with status 503" },
      ]),
    ).toEqual([
      { event: "log", source: "keys", level: "info", message: `${place}: fetched` },
      { event: "log", source: "keys", level: "debug", message: `${place}: failed: it was answered with status 503` },
    ]);
  });

  it("tells who connected as a line of the log", () => {
    expect(told([{ kind: "connected", waypoint: "shop/waypoint", node: "n" }])).toEqual([
      { event: "log", source: "shop/waypoint", level: "info", message: "connected" },
    ]);
  });
});

describe("docs/up-events.schema.json", () => {
  const schema = JSON.parse(readFileSync(new URL("../../docs/up-events.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

  it.each(told(happenings).map((event) => [event.event, event] as const))("describes %s", (_, event) => {
    validate(JSON.parse(JSON.stringify(event)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it("knows no other events and no other members", () => {
    const [ready] = told(happenings);
    expect(validate({ event: "bye" })).toBe(false);
    expect(validate({ ...ready, more: 1 })).toBe(false);
    expect(validate({ ...ready, waypoints: [{ name: "shop/waypoint" }] })).toBe(false);
  });

  it("lists the kinds of events that there are", () => {
    const kinds = new Set(told(happenings).map(({ event }) => event));
    expect(schema.oneOf.map((entry: { $ref: string }) => entry.$ref.split("/").at(-1)).sort()).toEqual(
      [...kinds].sort(),
    );
  });
});
