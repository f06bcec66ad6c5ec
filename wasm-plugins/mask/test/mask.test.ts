import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { WasmHost } from "../../../src/wasm/host/wasm-host.js";
import { describeOnBoth } from "../../../src/wasm-lab/describe-on-both.js";
import type { Lab, Reaction } from "../../../src/wasm-lab/lab.js";
import { readyMade } from "../../../test/wasm/support/ready-made.js";

const plugin = readyMade("mask");
const json = { "content-type": "application/json" };
const text = { "content-type": "text/plain; charset=utf-8" };

/** A proxy whose upstream answers by path. */
function lab(configuration: object, answers: Readonly<Record<string, Reaction>>): Lab {
  return {
    plugins: [{ module: plugin.module, configuration }],
    upstream: ({ path }) => answers[path] ?? { body: "ok" },
  };
}

const person =
  '{"user": {"name": "Ann", "password": "secret", "address": {"city": "Rome"}}, "cards": [{"number": "4111111111111111"}]}';
const fields = [
  { path: "**.password" },
  { path: "cards[*].number", keepLast: 4 },
  { path: "user.address", replacement: "hidden" },
  { path: "list[1]" },
  { path: "['a.b']" },
];
const masked = '{"user": {"name": "Ann", "password": "***", "address": "hidden"}, "cards": [{"number": "***1111"}]}';

const fieldAnswers = {
  "/whole": { headers: { ...json, "content-digest": "sha-256=:x:" }, body: person },
  "/pieces": { headers: json, pieces: person.match(/.{1,7}/g) ?? [] },
  "/escaped": { headers: json, body: '{"p\\u0061ss\\u0077ord":"se\\"cret","a.b":1,"x":"}\\\\"}' },
  "/kinds": { headers: json, body: '[{"password":12},{"password":null},{"password":[1,{"a":"]"}]},{"password":true}]' },
  "/list": { headers: json, body: '{"list":[1, 2.5e3 ,3],"list":[[1],[2]]}' },
  "/lines": { headers: { "content-type": "application/x-ndjson" }, body: '{"password":1}\n{"password":2}\n' },
  "/short": { headers: json, body: '{"cards":[{"number":"1234567"},{"number":12345678},{"number":"äöüßÄÖÜé"}]}' },
  "/broken": { headers: json, body: '{"password":"secret", oops}' },
  "/cut": { headers: json, body: '{"user":"a' },
  "/gzip": { headers: { ...json, "content-encoding": "gzip" }, body: "xxxx" },
  "/part": { status: 206, headers: { ...json, "content-range": "bytes 5-9/20" }, body: "cret" },
  "/latin": { headers: { "content-type": "application/json; charset=utf-16" }, body: "{}" },
  "/image": { headers: { "content-type": "image/png" }, body: '{"password":"x"}' },
  "/text": { headers: text, body: "password" },
  "/empty": { status: 204, headers: json },
} satisfies Record<string, Reaction>;

describeOnBoth("fields of JSON", lab({ fields }, fieldAnswers), (behaves) => {
  behaves("are masked, and nothing else is changed", async (proxy) => {
    const answer = await proxy.send({ path: "/whole" });
    expect(answer.body).toBe(masked);
    expect(answer.headers["content-digest"]).toBeUndefined();
  });
  behaves("are masked wherever the pieces of the body end", async (proxy) => {
    expect((await proxy.send({ path: "/pieces" })).body).toBe(masked);
  });
  behaves("are found whatever escapes are in their names", async (proxy) => {
    expect((await proxy.send({ path: "/escaped" })).body).toBe(
      '{"p\\u0061ss\\u0077ord":"***","a.b":"***","x":"}\\\\"}',
    );
  });
  behaves("may be numbers, words, lists and objects", async (proxy) => {
    const all = '[{"password":"***"},{"password":"***"},{"password":"***"},{"password":"***"}]';
    expect((await proxy.send({ path: "/kinds" })).body).toBe(all);
  });
  behaves("may be elements by number, and names that come twice are both masked", async (proxy) => {
    expect((await proxy.send({ path: "/list" })).body).toBe('{"list":[1, "***" ,3],"list":[[1],"***"]}');
  });
  behaves("are masked in each of several lines of JSON", async (proxy) => {
    expect((await proxy.send({ path: "/lines" })).body).toBe('{"password":"***"}\n{"password":"***"}\n');
  });
  behaves("show their end only if at least as much stays hidden", async (proxy) => {
    expect((await proxy.send({ path: "/short" })).body).toBe(
      '{"cards":[{"number":"***"},{"number":"***5678"},{"number":"***ÄÖÜé"}]}',
    );
  });
  behaves("that are broken are cut off rather than shown", async (proxy) => {
    expect((await proxy.send({ path: "/broken" })).kind).toBe("reset");
    expect((await proxy.send({ path: "/cut" })).kind).toBe("reset");
  });
  behaves("that cannot be read are refused", async (proxy) => {
    for (const path of ["/gzip", "/part", "/latin"]) {
      const answer = await proxy.send({ path });
      expect([answer.status, answer.body]).toEqual([502, '{"error":"response_not_maskable","reason":"unreadable"}\n']);
    }
  });
  behaves("leave other types, text and empty answers alone", async (proxy) => {
    expect((await proxy.send({ path: "/image" })).body).toBe('{"password":"x"}');
    expect((await proxy.send({ path: "/text" })).body).toBe("password");
    expect((await proxy.send({ path: "/empty" })).status).toBe(204);
  });
  behaves("are asked for uncompressed and whole", async (proxy) => {
    const headers = [
      ["accept-encoding", "gzip, br"],
      ["range", "bytes=0-5"],
    ] as const;
    const { upstream } = await proxy.send({ path: "/whole", headers });
    expect([upstream?.headers["accept-encoding"], upstream?.headers["range"]]).toEqual(["identity", undefined]);
  });
});

const email = { pattern: "[\\w.+-]+@[\\w-]+\\.[\\w.]+", replacement: "<email>" };
const patterns = [email, { pattern: "\\b\\d{16}\\b" }];
const long = "x".repeat(100);
const patternAnswers = {
  "/json": {
    headers: json,
    body: '{"a":"mail \\u0061nn@shop.example, now","b":4111111111111111,"c":"plain \\/","d":[1,"bob@x.example"]}',
  },
  "/pieces": { headers: json, pieces: ['{"a":"ann@sh', "op.exam", 'ple","b":41111111', "11111111}"] },
  "/text": { headers: text, pieces: ["to ann@shop", ".example\nand b", "ob@x.example"] },
  "/long": { headers: json, body: `{"a":"${long}","b":"c"}` },
  "/line": { headers: text, body: `${long}\nann@shop.example\n` },
};
describeOnBoth("patterns", lab({ patterns, maxValueBytes: 64 }, patternAnswers), (behaves) => {
  behaves("are masked in the texts and numbers of JSON", async (proxy) => {
    expect((await proxy.send({ path: "/json" })).body).toBe(
      '{"a":"mail <email>, now","b":"***","c":"plain \\/","d":[1,"<email>"]}',
    );
  });
  behaves("are masked wherever the pieces of the body end", async (proxy) => {
    expect((await proxy.send({ path: "/pieces" })).body).toBe('{"a":"<email>","b":"***"}');
  });
  behaves("are masked line by line in text", async (proxy) => {
    expect((await proxy.send({ path: "/text" })).body).toBe("to <email>\nand <email>");
  });
  behaves("mask a value or a line that is too long to be judged", async (proxy) => {
    expect((await proxy.send({ path: "/long" })).body).toBe('{"a":"***","b":"c"}');
    expect((await proxy.send({ path: "/line" })).body).toBe("***\n<email>\n");
  });
});

describeOnBoth(
  "patterns that let long values pass",
  lab({ patterns, maxValueBytes: 64, beyond: "pass" }, patternAnswers),
  (behaves) => {
    behaves("do so, and look at the next value", async (proxy) => {
      expect((await proxy.send({ path: "/long" })).body).toBe(`{"a":"${long}","b":"c"}`);
      expect((await proxy.send({ path: "/line" })).body).toBe(`${long}\n<email>\n`);
    });
  },
);

describeOnBoth(
  "patterns that refuse long values",
  lab({ patterns, maxValueBytes: 64, beyond: "refuse" }, patternAnswers),
  (behaves) => {
    behaves("cut the response off", async (proxy) => {
      expect((await proxy.send({ path: "/long" })).kind).toBe("reset");
      expect((await proxy.send({ path: "/line" })).kind).toBe("reset");
    });
  },
);

const lenient = lab(
  { fields, patterns, unreadable: "pass", otherTypes: "refuse" },
  { ...fieldAnswers, "/late": { headers: json, pieces: ['{"password":1,"b":"kept', ' and", oops}', "more"] } },
);
describeOnBoth("a plugin that is told to pass what it cannot read", lenient, (behaves) => {
  behaves("does, and loses no byte of it", async (proxy) => {
    expect((await proxy.send({ path: "/gzip" })).body).toBe("xxxx");
    expect((await proxy.send({ path: "/late" })).body).toBe('{"password":"***","b":"kept and", oops}more');
  });
  behaves("refuses other types if told to", async (proxy) => {
    expect((await proxy.send({ path: "/image" })).status).toBe(502);
  });
});

const headers = [{ name: "x-user" }, { name: "location", pattern: "token=[^&]*", replacement: "token=-" }];
const headerAnswers = {
  "/": { headers: { "x-user": "ann", location: "/a?token=abc&b=c", "content-type": "application/json" }, body: person },
};
describeOnBoth("headers of responses", lab({ headers }, headerAnswers), (behaves) => {
  behaves("are masked as a whole or by a pattern, and bodies are left alone", async (proxy) => {
    const answer = await proxy.send();
    expect(answer.headers).toMatchObject({ "x-user": "***", location: "/a?token=-&b=c" });
    expect(answer.body).toBe(person);
  });
});

describe("mask and the pieces of a body", () => {
  it("gives the same for every way to cut a body, and JSON for JSON", () => {
    const host = new WasmHost({ module: plugin.module, recordHostcalls: false });
    host.startPlugin({ fields: [{ path: "**.p" }, { path: "*[0]", keepLast: 2 }], patterns: [{ pattern: "a+b" }] });
    const through = (pieces: readonly string[]): string => {
      const stream = host.openStream();
      stream.requestHeaders({});
      stream.responseHeaders({ ":status": "200", ...json }, { endOfStream: false });
      for (const piece of pieces) stream.responseBody(piece, { endOfStream: false });
      stream.responseBody("");
      return stream.client.text;
    };
    const value = fc.jsonValue({ maxDepth: 4 }).map((it) => ({ p: it, q: [it, "xaabx"], r: { p: "aab" } }));
    fc.assert(
      fc.property(value, fc.array(fc.nat(80), { maxLength: 6 }), (it, sizes) => {
        const body = JSON.stringify(it);
        const whole = through([body]);
        const pieces: string[] = [];
        let rest = [...body];
        for (const size of sizes) {
          pieces.push(rest.slice(0, size).join(""));
          rest = rest.slice(size);
        }
        expect(through([...pieces.filter((piece) => piece !== ""), rest.join("")])).toBe(whole);
        const read = JSON.parse(whole);
        expect([read.p, read.r.p, read.q[1]]).toEqual(["***", "***", "x***x"]);
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});

describe("the configuration of mask", () => {
  it("is refused with every mistake by its path", () => {
    const wrong = {
      fields: [{ path: "a..b" }, { path: 5 }],
      patterns: [{ pattern: "(" }],
      headers: [{ name: "a b" }],
      beyond: "x",
      y: 1,
    };
    expect(plugin.refusals(wrong)).toEqual([
      'beyond: expected one of mask, pass, refuse, got "x"',
      "fields[0].path: expected a path such as user.email, items[*].card['no.'] or **.password, up to 120 characters, got \"a..b\"",
      "fields[1].path: expected a text, got the number 5",
      expect.stringMatching(/^patterns\[0\]\.pattern: expected a regular expression \(.*\), got "\("$/),
      'headers[0].name: expected the name of a header, got "a b"',
      "y: there is no such field",
    ]);
  });
  it("is right exactly if its schema says so", () => {
    const any = fc.constantFrom<unknown>("a", "", 0, 1, 64, true, false, null, [], {}, ["a"], "pass");
    const mostly = (right: unknown) => fc.oneof({ weight: 6, arbitrary: fc.constant(right) }, any);
    const path = fc.oneof(
      fc
        .array(fc.constantFrom("a", ".", "*", "**", "[", "]", "[*]", "[0]", "['", "']", "b.c", "'"), { maxLength: 5 })
        .map((it) => it.join("")),
      mostly("a.b"),
    );
    const field = fc.record({ path, replacement: mostly("x"), keepLast: mostly(4) }, { requiredKeys: ["path"] });
    const configuration = fc.record(
      {
        fields: fc.oneof({ weight: 5, arbitrary: fc.array(field, { maxLength: 2 }) }, any),
        patterns: fc.oneof({ weight: 5, arbitrary: fc.constant([{ pattern: "a+", replacement: "b" }]) }, any),
        headers: fc.oneof({ weight: 5, arbitrary: fc.constant([{ name: "x-a", pattern: "a" }]) }, any),
        replacement: mostly("-"),
        maxValueBytes: mostly(64),
        beyond: mostly("refuse"),
        unreadable: mostly("pass"),
        otherTypes: mostly("refuse"),
        plainRequests: mostly(false),
      },
      { requiredKeys: [] },
    );
    let right = 0;
    fc.assert(
      fc.property(configuration, (it) => {
        if (plugin.agreed(it)) right += 1;
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(right).toBeGreaterThan(5);
  });
});
