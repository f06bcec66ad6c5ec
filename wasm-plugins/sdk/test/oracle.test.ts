import { createHash, createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { RE2JS } from "re2js";
import { both, filterModule, LeanHost } from "./lean-host.js";

let host: LeanHost;
const utf8 = new TextEncoder();
const asText = new TextDecoder();

beforeAll(async () => {
  host = new LeanHost(await filterModule("oracle"));
}, 180_000);

/** Any bytes, and often bytes that are nearly UTF-8. */
const nearlyText = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }).map((it) => utf8.encode(it)),
  fc
    .array(fc.constantFrom(0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xff), {
      maxLength: 24,
    })
    .map((it) => Uint8Array.from(it)),
);

function utf16(bytes: Uint8Array | undefined): string | undefined {
  return bytes && String.fromCharCode(...new Uint16Array(bytes.slice().buffer));
}

function units(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).buffer);
}

function strictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

describe("UTF-8", () => {
  it("is decoded strictly exactly when a browser does", () => {
    fc.assert(
      fc.property(nearlyText, (bytes) => expect(utf16(host.ask(1, bytes))).toBe(strictly(bytes))),
      { numRuns: 2000 },
    );
  });

  it("is decoded with replacements as a browser does", () => {
    const lossy = new TextDecoder("utf-8", { ignoreBOM: true });
    fc.assert(
      fc.property(nearlyText, (bytes) => expect(utf16(host.ask(2, bytes))).toBe(lossy.decode(bytes))),
      { numRuns: 2000 },
    );
  });

  it("never turns an overlong form into the ASCII character it imitates", () => {
    expect(host.ask(1, Uint8Array.of(0xc0, 0xa7))).toBeUndefined();
    expect(utf16(host.ask(2, Uint8Array.of(0xc0, 0xa7)))).toBe("\ufffd\ufffd");
  });

  it("is encoded as Node does, lone surrogates included", () => {
    const any = fc.array(fc.constantFrom("a", "é", "漢", "\u{1f600}", "\ud800", "\udc00", "xyz12345"), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(any, (parts) => {
        const text = parts.join("");
        expect(Buffer.from(host.ask(3, units(text)) ?? [])).toEqual(Buffer.from(utf8.encode(text)));
      }),
      { numRuns: 500 },
    );
  });
});

describe("digests and encodings", () => {
  const bytes = fc.uint8Array({ maxLength: 300 });

  it("computes SHA-256 as Node does", () => {
    fc.assert(
      fc.property(bytes, (data) =>
        expect(Buffer.from(host.ask(4, data) ?? [])).toEqual(createHash("sha256").update(data).digest()),
      ),
    );
  });

  it("computes HMAC-SHA256 as Node does", () => {
    fc.assert(
      fc.property(bytes, bytes, (key, data) =>
        expect(Buffer.from(host.ask(5, both(key, data)) ?? [])).toEqual(
          createHmac("sha256", key).update(data).digest(),
        ),
      ),
    );
  });

  it.each([
    ["base64", 6, 7],
    ["base64url", 8, 9],
    ["hex", 10, 11],
  ] as const)("encodes %s as Node does, and decodes it again", (encoding, encode, decode) => {
    fc.assert(
      fc.property(bytes, (data) => {
        const encoded = host.ask(encode, data) ?? new Uint8Array(0);
        expect(asText.decode(encoded)).toBe(Buffer.from(data).toString(encoding));
        expect(Buffer.from(host.ask(decode, encoded) ?? [0])).toEqual(Buffer.from(data));
      }),
    );
  });

  it.each([
    ["base64", 7, ["A", "AA", "AAA", "AA=", "AAAA=", "A===", "AB==", "AA==AA==", "A-==", "AA ="]],
    ["base64url", 9, ["A", "AB", "AA==", "A+", "AAAAA"]],
    ["hex", 11, ["0", "0g", "zz"]],
  ] as const)("refuses %s that is not in its one form", (_name, question, texts) => {
    for (const text of texts) expect([text, host.ask(question, utf8.encode(text))]).toEqual([text, undefined]);
  });
});

describe("the search for bytes", () => {
  it("finds what Node finds", () => {
    const few = fc.array(fc.constantFrom(97, 98, 0, 128, 255), { maxLength: 60 }).map((it) => Uint8Array.from(it));
    const needle = fc.array(fc.constantFrom(97, 98, 0, 128), { maxLength: 6 }).map((it) => Uint8Array.from(it));
    fc.assert(
      fc.property(few, needle, (text, wanted) => {
        const answer = asText.decode(host.ask(17, both(text, wanted)));
        const second = text.length > wanted.length - 1 ? -1 : Buffer.from(wanted).indexOf(Buffer.from(text), 1);
        expect(answer).toBe(`${Buffer.from(text).indexOf(Buffer.from(wanted))} ${second}`);
      }),
      { numRuns: 2000 },
    );
  });

  it("splits, joins, trims and lowers", () => {
    expect(asText.decode(host.ask(19, utf8.encode(" A,,Bc, \t")))).toBe("2 a;;bc;");
  });
});

/** As the filter `oracle` writes values down. */
function canonical(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return `s${Buffer.from(units(value)).toString("hex")}`;
  if (typeof value === "number") return `n${new BigUint64Array(Float64Array.of(value).buffer)[0]?.toString(16)}`;
  if (Array.isArray(value)) return `[${value.map((item) => `${canonical(item)},`).join("")}]`;
  return `{${Object.entries(value as object)
    .map(([name, item]) => `${Buffer.from(units(name)).toString("hex")}:${canonical(item)},`)
    .join("")}}`;
}

describe("JSON", () => {
  function read(text: string): string | undefined {
    const answer = host.ask(12, utf8.encode(text));
    return answer && asText.decode(answer);
  }

  it("is read as JSON.parse() reads it", () => {
    const withoutIndexes = fc
      .jsonValue({ maxDepth: 4 })
      .filter((it) => !/"-?\d+":|"__proto__"/.test(JSON.stringify(it)));
    fc.assert(
      fc.property(withoutIndexes, fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(JSON.parse(JSON.stringify(value), plainNumber), undefined, indent);
        // A surrogate without its half is no text in UTF-8.
        fc.pre(!/\\ud[89a-f]/.test(text));
        expect(read(text)).toBe(canonical(JSON.parse(text)));
      }),
      { numRuns: 1000 },
    );
  });

  it("accepts what JSON.parse() accepts, and nothing else", () => {
    const pieces = fc.array(
      fc.constantFrom(
        ..."{}[]:,\"\\0123-+.eEtrufalsn /\n\t'",
        "true",
        "null",
        '"a"',
        "\\u00e9",
        "1.5e3",
        '{"a":1}',
        "[1]",
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join("");
        expect([text, read(text)]).toEqual([text, parsed(text)]);
      }),
      { numRuns: 5000 },
    );
  });

  it("reads numbers to the last bit when they have at most 15 digits", () => {
    const numbers = fc.tuple(fc.integer({ min: 0, max: 999_999_999_999_999 }), fc.integer({ min: -22, max: 22 }));
    fc.assert(
      fc.property(numbers, ([mantissa, power]) => {
        const text = `${mantissa}e${power}`;
        expect(read(text)).toBe(canonical(JSON.parse(text)));
      }),
    );
  });

  it.each([
    ['{"a" 1}', "line 1, column 6: expected ':'"],
    ['{"a":1,}', "line 1, column 8: expected a name in quotes"],
    ["[1 2]", "line 1, column 4: expected ',' or ']'"],
    ["[\n  1,\n  nul\n]", "line 3, column 3: expected a value"],
    ['"abc', "line 1, column 5: the closing quote of this text is missing"],
    ['"\\x"', "line 1, column 2: an escape that JSON does not have"],
    ['"\\ud800x"', "line 1, column 2: an escape that JSON does not have"],
    ["01", "line 1, column 1: expected a number without a leading zero"],
    ["1.", "line 1, column 1: expected digits after the point"],
    ["{} {}", "line 1, column 4: expected nothing more"],
    ["", "line 1, column 1: expected a value"],
    ["[".repeat(200), "line 1, column 129: nested too deep"],
  ])("says what is wrong with %j", (text, error) => {
    expect(asText.decode(host.ask(13, utf8.encode(text)))).toBe(error);
  });

  it("refuses text that is not UTF-8", () => {
    expect(asText.decode(host.ask(13, Uint8Array.of(0x22, 0xc0, 0xa7, 0x22)))).toContain("not UTF-8");
  });
});

/** Beyond 15 digits the last bit may differ, which nobody promised otherwise. */
function plainNumber(_name: string, value: unknown): unknown {
  if (typeof value !== "number") return value;
  return Math.abs(value) > 1e15 || Math.abs(value) < 1e-5 ? Math.sign(value) : Number(value.toPrecision(12));
}

function parsed(text: string): string | undefined {
  try {
    return canonical(JSON.parse(text));
  } catch {
    return undefined;
  }
}

describe("regular expressions", () => {
  const atom = fc.constantFrom(
    "a",
    "b",
    "c",
    ".",
    "[ab]",
    "[^a]",
    "[a-c]",
    "\\d",
    "\\w",
    "\\W",
    "\\s",
    "é",
    "\\.",
    "[[:alpha:]]",
  );
  const expression: fc.Arbitrary<string> = fc.letrec((tie) => ({
    part: fc.oneof(
      { maxDepth: 3 },
      atom,
      fc.tuple(tie("part"), tie("part")).map(([a, b]) => `${a}${b}`),
      fc.tuple(tie("part"), tie("part")).map(([a, b]) => `(${a}|${b})`),
      fc
        .tuple(atom, fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "*?", "+?", "??"))
        .map(([a, q]) => a + q),
      fc.tuple(tie("part"), fc.constantFrom("+", "?", "{2}")).map(([a, q]) => `(?:a${a})${q}`),
      tie("part").map((it) => `(?i:${it})`),
      tie("part").map((it) => `^${it}`),
      tie("part").map((it) => `${it}$`),
      tie("part").map((it) => `\\b${it}`),
    ),
  })).part as fc.Arbitrary<string>;
  const texts = fc.array(fc.constantFrom("a", "b", "c", "A", "B", "1", " ", ".", "é", "\n", "_", "漢"), {
    maxLength: 12,
  });

  function ask(question: number, pattern: string, text: string): string | undefined {
    const answer = host.ask(question, both(utf8.encode(pattern), utf8.encode(text)));
    return answer && asText.decode(answer);
  }

  it("match whole texts as RE2 does", () => {
    fc.assert(
      fc.property(expression, texts, (pattern, parts) => {
        const text = parts.join("");
        const wanted = RE2JS.compile(pattern).matches(text) ? "yes" : "no";
        expect([pattern, text, ask(14, pattern, text)]).toEqual([pattern, text, wanted]);
      }),
      { numRuns: 4000 },
    );
  });

  it("find the match that RE2 finds", () => {
    fc.assert(
      fc.property(expression, texts, (pattern, parts) => {
        const text = parts.join("");
        const matcher = RE2JS.compile(pattern).matcher(text);
        const found = matcher.find();
        const place = (units_: number): number => utf8.encode(text.slice(0, units_)).length;
        const wanted = found ? `${place(matcher.start())} ${place(matcher.end())}` : "no";
        expect([pattern, text, ask(16, pattern, text)]).toEqual([pattern, text, wanted]);
        expect(ask(15, pattern, text)).toBe(found ? "yes" : "no");
      }),
      { numRuns: 4000 },
    );
  });

  it.each([
    ["(a+)+$", "a".repeat(5_000)],
    ["(a|aa)*c", "a".repeat(5_000)],
    ["(.*)(.*)(.*)(.*)(.*)x", "y".repeat(5_000)],
  ])("stay linear where a backtracking matcher would not: %s", (pattern, text) => {
    expect(ask(14, pattern, `${text}!`)).toBe("no");
  });

  it.each([
    ["(", "a ) is missing"],
    ["a)", "there is a ) too many"],
    ["*a", "there is nothing to repeat"],
    ["a**", "a repetition of a repetition needs parentheses"],
    ["[a", "a ] is missing"],
    ["[z-a]", "a range that ends before it starts"],
    ["\\p{L}", "an escape that is not supported"],
    ["(?=a)", "a group of a kind that is not supported"],
    ["\\1", "an escape that is not supported"],
    ["a{1001}", "a repetition of more than 1,000 times"],
    ["a{3,2}", "a repetition that ends before it starts"],
    ["(a{100}){100}", "it is too large"],
    ["(((){1000}){1000}){1000}", ""],
    ["(".repeat(100), "it is nested too deep"],
    ["a".repeat(3000), "it is longer than 2,048 characters"],
  ])("are refused with a reason: %s", (pattern, reason) => {
    expect(asText.decode(host.ask(20, utf8.encode(pattern)))).toBe(reason);
  });

  it("see one character in each byte that is no UTF-8", () => {
    const question = both(utf8.encode("^a.b$"), Uint8Array.of(0x61, 0xff, 0x62));
    expect(asText.decode(host.ask(14, question))).toBe("yes");
  });
});

describe("configuration", () => {
  function read(text: string): string {
    return asText.decode(host.ask(18, utf8.encode(text)));
  }

  it("takes defaults for what is not there", () => {
    expect(read('{"header":"x-a"}')).toBe("x-a closed 100 0.5 true  -");
  });

  it("reads fields of every kind", () => {
    const rules = [{ name: "one", when: { a: "1", b: "2" } }, {}];
    const whole = {
      header: "h",
      mode: "open",
      percent: 5,
      ratio: 0.25,
      on: false,
      tags: ["x", "y"],
      path: "/o.*",
      rules,
    };
    expect(read(JSON.stringify(whole))).toBe("h open 5 0.25 false x+y true one a=1 b=2 nameless");
  });

  it.each([
    ["", "header: expected a text that is not empty, got nothing"],
    ["[]", "the configuration: expected an object, got an empty list"],
    ['{"header":"h","percent":140}', "percent: expected a whole number from 0 to 100, got the number 140"],
    ['{"header":"h","percent":1.5}', "percent: expected a whole number from 0 to 100, got the number 1.5"],
    ['{"header":"h","ratio":"a"}', 'ratio: expected a number from 0 to 1, got "a"'],
    ['{"header":"h","mode":"ajar"}', 'mode: expected one of open, closed, got "ajar"'],
    ['{"header":"h","on":1}', "on: expected true or false, got the number 1"],
    ['{"header":"h","tags":["a",7]}', "tags[1]: expected a text, got the number 7"],
    ['{"header":"h","rules":{}}', "rules: expected a list of objects, got an empty object"],
    ['{"header":"h","rules":[{},{"name":[]}]}', "rules[1].name: expected a text, got an empty list"],
    ['{"header":"h","rules":[{"nmae":"x"}]}', "rules[0].nmae: there is no such field"],
    ['{"header":"h","header":"i"}', "header: there more than once"],
    ['{"header":"h","path":"(a"}', 'path: expected a regular expression (a ) is missing), got "(a"'],
    ['{"header":"h"', "the configuration is no JSON: line 1, column 14: expected ',' or '}'"],
  ])("refuses %s", (text, problem) => {
    expect(read(text).split("\n")).toContain(problem);
  });

  it("shows all mistakes at once", () => {
    expect(read('{"percent":-1,"on":null,"x":1}').split("\n")).toHaveLength(4);
  });
});
