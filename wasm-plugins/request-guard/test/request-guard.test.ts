import { describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import fc from "fast-check";
import { WasmHost } from "../../../src/wasm/host/wasm-host.js";
import { describeOnBoth } from "../../../src/wasm-lab/describe-on-both.js";
import type { Asked, LabProxy } from "../../../src/wasm-lab/lab.js";
import { readyMade } from "../../../test/wasm/support/ready-made.js";

const { module, refusals, agreed, example } = readyMade("request-guard");

/** What a refused client is told; the status alone if the request got to the upstream. */
async function outcome(proxy: LabProxy, asked: Asked): Promise<unknown> {
  const { status, body, upstream } = await proxy.send(asked);
  return upstream === undefined ? { status, ...JSON.parse(body) } : status;
}

const refused = (status: number, reason: string, more: object = {}): unknown =>
  expect.objectContaining({ status, error: "request_refused", reason, ...more });

const json = (value: unknown, path = "/orders"): Asked => ({
  method: "POST",
  path,
  headers: [["content-type", "application/json; charset=utf-8"]],
  body: typeof value === "string" ? value : JSON.stringify(value),
});

const limits = { headerCount: 8, headerBytes: 400, pathBytes: 20, bodyBytes: 10 };

describeOnBoth("sizes", { plugins: [{ module, configuration: { limits } }] }, (behaves) => {
  behaves("lets through what is within them", async (proxy) => {
    expect(await outcome(proxy, { method: "POST", path: "/", body: "0123456789" })).toBe(200);
  });

  behaves("answers 413 to a body whose length is said to be larger", async (proxy) => {
    const message = "expected at most 10";
    expect(await outcome(proxy, { method: "POST", body: "0123456789a" })).toEqual(
      refused(413, "body_too_large", { message }),
    );
  });

  behaves("answers 413 to a body without a length that grows larger", async (proxy) => {
    const asked: Asked = { method: "POST", chunks: ["01234", "56789", "a"] };
    expect(await outcome(proxy, asked)).toEqual(refused(413, "body_too_large"));
    expect(await outcome(proxy, { method: "POST", chunks: ["01234", "56789"] })).toBe(200);
  });

  behaves("answers 414 to a path that is too long, query included", async (proxy) => {
    expect(await outcome(proxy, { path: "/234567890?234567890" })).toBe(200);
    expect(await outcome(proxy, { path: "/234567890?2345678901" })).toEqual(refused(414, "path_too_long"));
  });

  behaves("answers 431 to too many headers", async (proxy) => {
    const headers = [..."abcdefgh"].map((letter) => [`x-${letter}`, "1"] as const);
    expect(await outcome(proxy, { headers })).toEqual(refused(431, "too_many_headers"));
  });

  behaves("answers 431 to headers that are too large", async (proxy) => {
    const headers = [["x-a", "a".repeat(400)]] as const;
    expect(await outcome(proxy, { headers })).toEqual(refused(431, "headers_too_large"));
  });
});

const paths = { allow: ["/api/.*", "/health"], deny: ["\\.\\.", "\\.php$"] };
const strict = { paths, headers: { allow: ["Accept", "x-app-*"] } };

describeOnBoth("paths and headers", { plugins: [{ module, configuration: strict }] }, (behaves) => {
  behaves("lets through paths that match as a whole", async (proxy) => {
    expect(
      await outcome(proxy, {
        path: "/api/x?y=..",
        headers: [
          ["accept", "a"],
          ["X-App-Id", "1"],
        ],
      }),
    ).toBe(200);
    expect(await outcome(proxy, { path: "/health" })).toBe(200);
  });

  behaves("answers 400 to other paths", async (proxy) => {
    for (const path of ["/", "/healthz", "/x/api/y", "/api/x.php", "/api/../x"]) {
      expect([path, await outcome(proxy, { path })]).toEqual([path, refused(400, "path_not_allowed")]);
    }
  });

  behaves("is not deceived by percent-encoding", async (proxy) => {
    expect(await outcome(proxy, { path: "/api/%2E%2e/x" })).toEqual(refused(400, "path_not_allowed"));
    expect(await outcome(proxy, { path: "/api/x.ph%70" })).toEqual(refused(400, "path_not_allowed"));
    expect(await outcome(proxy, { path: "/api/%zz" })).toEqual(refused(400, "path_malformed"));
  });

  behaves("answers 400 to a header that is not on the list, and names it", async (proxy) => {
    const headers = [["x-debug", "1"]] as const;
    expect(await outcome(proxy, { path: "/health", headers })).toEqual(
      refused(400, "header_not_allowed", { field: "x-debug" }),
    );
  });
});

const removing = { headers: { allow: ["accept"], otherwise: "remove" } };

describeOnBoth("headers that are taken out", { plugins: [{ module, configuration: removing }] }, (behaves) => {
  behaves("keeps those on the list only", async (proxy) => {
    const { upstream } = await proxy.send({
      headers: [
        ["accept", "a"],
        ["x-debug", "1"],
        ["x-debug", "2"],
      ],
    });
    expect(upstream?.headers).toMatchObject({ accept: "a" });
    expect(upstream?.headers).not.toHaveProperty("x-debug");
  });
});

const order = {
  type: "object",
  required: ["id", "items"],
  additionalProperties: false,
  properties: {
    id: { type: "string", pattern: "^[a-z]+-[0-9]+$", maxLength: 12 },
    state: { enum: ["open", "paid", 1, null] },
    items: {
      type: "array",
      minItems: 1,
      maxItems: 3,
      items: {
        type: "object",
        required: ["count"],
        properties: { count: { type: "integer", minimum: 1, maximum: 99 }, note: { type: ["string", "null"] } },
      },
    },
  },
};
const good = { id: "a-1", state: "paid", items: [{ count: 3, note: null, more: [{}] }, { count: 1e1 }] };
const bodies = [
  { path: "/orders(/.*)?", maxDepth: 5, schema: order },
  { path: "/notes", optional: true },
];
const inLimits = { limits: { bodyBytes: 2000 }, bodies };

const behaviours = (behaves: (title: string, behaviour: (proxy: LabProxy) => Promise<void>) => void): void => {
  behaves("lets a body through that is as described, unchanged", async (proxy) => {
    const { upstream } = await proxy.send(json(good));
    expect(upstream?.body).toBe(JSON.stringify(good));
  });

  behaves("answers 400 to what is not, with the reason and the place", async (proxy) => {
    const cases: readonly [unknown, string, string?][] = [
      [[], "wrong_type"],
      [{ items: [] }, "too_few_items", "items"],
      [{ items: [{ count: 1 }] }, "missing_field", "id"],
      [{ ...good, id: "A-1" }, "pattern", "id"],
      [{ ...good, id: `a-${"1".repeat(11)}` }, "too_long", "id"],
      [{ ...good, state: "lost" }, "not_allowed", "state"],
      [{ ...good, state: true }, "not_allowed", "state"],
      [{ ...good, colour: "red" }, "unknown_field", "colour"],
      [{ ...good, items: [{ count: 1 }, { count: 0 }] }, "too_small", "items[1].count"],
      [{ ...good, items: [{ count: 100 }] }, "too_large", "items[0].count"],
      [{ ...good, items: [{ count: 1.5 }] }, "wrong_type", "items[0].count"],
      [{ ...good, items: [{ count: 1 }, 2] }, "wrong_type", "items[1]"],
      [{ ...good, items: Array(4).fill({ count: 1 }) }, "too_many_items", "items"],
      [{ ...good, items: [{ count: 1, deep: [[[]]] }] }, "too_deep", "items[0].deep[0][0]"],
    ];
    for (const [body, reason, field] of cases) {
      const said = await outcome(proxy, json(body));
      expect([body, said]).toEqual([body, refused(400, reason, field === undefined ? {} : { field })]);
    }
  });

  behaves("answers 400 to what readers of JSON disagree about", async (proxy) => {
    const twice = '{"id":"a-1","i\\u0064":"b-1","items":[{"count":1}]}';
    expect(await outcome(proxy, json(twice))).toEqual(refused(400, "field_twice", { field: "id" }));
    expect(await outcome(proxy, json('{"id":"a-1",}'))).toEqual(
      refused(400, "body_malformed", { message: "the body is no JSON: line 1, column 13: expected a name in quotes" }),
    );
    expect(await outcome(proxy, json("{} {}", "/notes"))).toEqual(refused(400, "body_malformed"));
  });

  behaves("puts a body together that comes in pieces", async (proxy) => {
    const text = JSON.stringify(good);
    const asked = { ...json(""), chunks: [text.slice(0, 9), text.slice(9, 30), text.slice(30)] };
    delete (asked as { body?: string }).body;
    expect((await proxy.send(asked)).upstream?.body).toBe(text);
    expect(await outcome(proxy, { ...asked, chunks: [text.slice(0, 9), text.slice(10)] })).toMatchObject({
      status: 400,
    });
  });

  behaves("answers 400 where a body is missing, and asks for none where it may be", async (proxy) => {
    expect(await outcome(proxy, { method: "POST", path: "/orders" })).toEqual(refused(400, "body_missing"));
    expect(await outcome(proxy, { method: "POST", path: "/notes" })).toBe(200);
    expect(await outcome(proxy, { path: "/orders" })).toBe(200);
  });

  behaves("answers 415 to what it cannot read", async (proxy) => {
    const body = JSON.stringify(good);
    const asked = (type: string, ...more: (readonly [string, string])[]): Asked => ({
      ...json(good),
      headers: [["content-type", type], ...more],
      body,
    });
    expect(await outcome(proxy, { method: "POST", path: "/orders", body })).toEqual(refused(415, "not_json"));
    expect(await outcome(proxy, asked("text/plain"))).toEqual(refused(415, "not_json"));
    expect(await outcome(proxy, asked("application/json", ["content-encoding", "gzip"]))).toEqual(
      refused(415, "encoded"),
    );
    expect(await outcome(proxy, asked("Application/Merge-Patch+JSON"))).toBe(200);
  });

  behaves("answers 413 before it looks at what is in the body", async (proxy) => {
    expect(await outcome(proxy, json(`"${"a".repeat(2000)}"`))).toEqual(refused(413, "body_too_large"));
  });

  behaves("looks at paths as they are meant", async (proxy) => {
    expect(await outcome(proxy, json("1", "/order%73/7"))).toEqual(refused(400, "wrong_type"));
    expect(await outcome(proxy, json("1", "/ordersx"))).toBe(200);
  });
};

describeOnBoth("bodies", { plugins: [{ module, configuration: inLimits }] }, behaviours);

describeOnBoth(
  "bodies whose headers are held",
  { plugins: [{ module, configuration: { ...inLimits, holdHeaders: true }, allowOnHeadersStopIteration: true }] },
  behaviours,
);

describe("request-guard", () => {
  it("judges a body that ends with trailers", () => {
    const host = new WasmHost({ module });
    host.startPlugin(inLimits);
    const send = (body: string): ReturnType<typeof host.openStream> => {
      const stream = host.openStream();
      const headers = { ":method": "POST", ":path": "/orders", "content-type": "application/json" };
      stream.requestHeaders(headers, { endOfStream: false });
      stream.requestBody(body, { endOfStream: false });
      stream.requestTrailers({ "x-end": "1" });
      return stream;
    };
    expect(send("{}").localReply?.status).toBe(400);
    expect(send(JSON.stringify(good)).upstream.text).toBe(JSON.stringify(good));
  });

  it("judges bodies as the schema's own language does", () => {
    const host = new WasmHost({ module });
    host.startPlugin({ bodies: [{ maxDepth: 128, schema: order }] });
    const valid = new Ajv({ strict: false }).compile(order);
    const any = fc.constantFrom<unknown>("a-1", "", 0, 1, 1.5, null, true, [], {}, [{}], { count: 1 }, "ä-1");
    const rarely = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 9, arbitrary: usual }, any);
    const item = fc.record({ count: rarely(fc.integer({ min: 0, max: 100 })), note: any }, { requiredKeys: [] });
    const body = fc.record(
      {
        id: rarely(fc.constantFrom("a-1", "b-22")),
        state: rarely(fc.constantFrom("open", null, 1)),
        items: rarely(fc.array(rarely(item), { maxLength: 4 })),
        more: any,
      },
      { requiredKeys: ["id"] },
    );
    let right = 0;
    fc.assert(
      fc.property(body, (it) => {
        const { more, ...rest } = it;
        const sent = more === null ? it : rest;
        const stream = host.openStream();
        stream.requestHeaders({ ":method": "POST", "content-type": "application/json" }, { endOfStream: false });
        stream.requestBody(JSON.stringify(sent));
        const fine = stream.localReply === undefined;
        right += fine ? 1 : 0;
        expect([sent, fine]).toEqual([sent, valid(sent)]);
      }),
      { numRuns: 1000 },
    );
    expect(right).toBeGreaterThan(20);
  });
});

describe("the configuration of request-guard", () => {
  it("is refused with every mistake, its place, what was expected and what was there", () => {
    const configuration = {
      limits: { bodyBytes: -1, bodySize: 5 },
      headers: { allow: ["x*y"] },
      paths: { allow: [], deny: ["("] },
      bodies: [
        { maxDepth: 0, schema: { type: "text", properties: { a: { minLength: "1", pattern: "[" } }, enum: [{}] } },
      ],
      holdHeaders: "yes",
    };
    expect(refusals(configuration)).toEqual([
      "limits.bodyBytes: expected a whole number from 0 to 2147483647, got the number -1",
      "headers.allow: expected names, '*' only at the end, got a list",
      "paths.allow: expected a regular expression, got an empty list",
      "paths.deny: expected a regular expression, not ( (a ) is missing), got a list",
      "bodies[0].maxDepth: expected a whole number from 1 to 128, got the number 0",
      'bodies[0].schema.type: expected one or several of object, array, string, number, integer, boolean, null, got "text"',
      'bodies[0].schema.properties.a.minLength: expected a whole number from 0 to 2147483647, got "1"',
      'bodies[0].schema.properties.a.pattern: expected a regular expression (a ] is missing), got "["',
      "bodies[0].schema.enum: expected a list of scalars, got a list",
      'holdHeaders: expected true or false, got "yes"',
      "limits.bodySize: there is no such field",
    ]);
  });

  it("is right in the example", () => {
    expect(agreed(example)).toBe(true);
  });

  it("is right exactly if the schema says so", () => {
    const any = fc.constantFrom<unknown>("a", "", "x*", "*x", 0, -1, 1.5, true, null, [], {}, ["a"], [1], { a: {} });
    const rarely = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 25, arbitrary: usual }, any);
    const optional = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });
    const count = fc.constantFrom(0, 7);
    const shape = fc.letrec((tie) => ({
      shape: optional({
        type: rarely(fc.constantFrom("object", ["string", "null"], "integer")),
        properties: rarely(optional({ a: tie("shape"), b: any })),
        required: rarely(fc.constant(["a", "c"])),
        additionalProperties: rarely(fc.boolean()),
        items: rarely(fc.constant({ type: "string" })),
        enum: rarely(fc.constant(["a", 1, null])),
        minimum: rarely(fc.constant(0.5)),
        maxLength: rarely(count),
        pattern: rarely(fc.constant("^a+$")),
        minItems: rarely(count),
      }),
    })).shape;
    const body = optional({
      path: rarely(fc.constant("/a.*")),
      methods: rarely(fc.constant(["POST"])),
      maxDepth: rarely(fc.constant(5)),
      optional: rarely(fc.boolean()),
      schema: rarely(shape),
    });
    const configuration = optional({
      limits: rarely(optional({ headerCount: rarely(count), headerBytes: rarely(count), bodyBytes: rarely(count) })),
      headers: rarely(
        optional({ allow: rarely(fc.constant(["a", "x-*", "*"])), otherwise: rarely(fc.constant("remove")) }),
      ),
      paths: rarely(optional({ allow: rarely(fc.constant(["/a"])), deny: rarely(fc.constant(["b"])) })),
      bodies: rarely(fc.array(rarely(body), { maxLength: 2 })),
      holdHeaders: rarely(fc.boolean()),
    });
    let right = 0;
    fc.assert(
      fc.property(configuration, (it) => {
        if (agreed(it)) right += 1;
      }),
      { numRuns: 800 },
    );
    expect(right).toBeGreaterThan(20);
  });
});
