import { describe, expect, it } from "@jest/globals";
import protobuf from "protobufjs";
import { encoded, type Fields } from "./encoder.js";
import { ProtoError } from "./proto-error.js";

const source = `syntax = "proto3";
package sample;
enum Colour { RED = 0; BLUE = 1; }
message Leaf { string text = 1; optional string maybe = 2; }
message Tree {
  string name = 1; int32 low = 2; uint64 big = 3; bool on = 4; bytes raw = 5; double ratio = 6; Colour colour = 7;
  Leaf leaf = 8; repeated Leaf leaves = 9; repeated uint32 packed = 10; repeated string words = 11;
  map<string, Leaf> named = 12; map<uint32, string> numbered = 13; map<bool, int64> flags = 14;
  oneof choice { string text = 15; uint32 number = 16; } Tree inner = 200; sint32 zigzag = 17; fixed64 fixed = 18;
}`;
const root = protobuf.parse(source).root.resolveAll();
const tree = root.lookupType("sample.Tree");
const anyRoot = protobuf.Root.fromJSON({
  nested: {
    google: {
      nested: {
        protobuf: {
          nested: { Any: { fields: { typeUrl: { type: "string", id: 1 }, value: { type: "bytes", id: 2 } } } },
        },
      },
    },
  },
}).resolveAll();
const any = anyRoot.lookupType("google.protobuf.Any");

function typeNamed(name: string): protobuf.Type {
  return root.lookupType(name);
}

const messages: readonly (readonly [string, Fields])[] = [
  ["nothing", {}],
  ["defaults without presence", { name: "", low: 0, big: 0, on: false, raw: new Uint8Array(), ratio: 0, colour: 0 }],
  ["defaults with presence", { leaf: { text: "", maybe: "" }, text: "", number: undefined }],
  ["minus zero", { ratio: -0 }],
  [
    "scalars",
    { name: "é", low: -5, big: "18446744073709551615", on: true, raw: Buffer.from("x"), ratio: 1.5, colour: 1 },
  ],
  ["other scalars", { zigzag: -3, fixed: "12345678901234" }],
  ["lists", { leaves: [{ text: "a" }, {}], packed: [1, 300, 0], words: ["", "b"] }],
  ["empty lists", { leaves: [], packed: [], words: [] }],
  ["maps of one entry", { named: { a: {} }, numbered: { 7: "seven" }, flags: { true: "-1" } }],
  ["a large message inside", { inner: { name: "n".repeat(300), inner: { words: ["w".repeat(20_000)] } } }],
];

describe("a message as bytes", () => {
  it.each(messages)("is what protobufjs writes: %s", (_, message) => {
    expect(Buffer.from(encoded(tree, message, typeNamed))).toEqual(Buffer.from(tree.encode(message).finish()));
  });

  it("does not depend on the order in which fields were set", () => {
    const one = encoded(tree, { name: "a", low: 1, inner: { on: true } }, typeNamed);
    expect(encoded(tree, { inner: { on: true }, low: 1, name: "a" }, typeNamed)).toEqual(one);
  });

  it("does not depend on the order of map entries", () => {
    const one = encoded(
      tree,
      { named: { a: { text: "1" }, b: { text: "2" } }, numbered: { 10: "x", 9: "y" } },
      typeNamed,
    );
    const other = { numbered: { 9: "y", 10: "x" }, named: { b: { text: "2" }, a: { text: "1" } } };
    expect(encoded(tree, other, typeNamed)).toEqual(one);
  });

  it("leaves out what the type does not know", () => {
    expect(encoded(tree, { unheardOf: 1 }, typeNamed)).toHaveLength(0);
  });
});

describe("an Any", () => {
  const wire = (value: Uint8Array) =>
    Buffer.from(any.encode({ typeUrl: "type.googleapis.com/sample.Leaf", value }).finish());

  it("carries the bytes of its value", () => {
    const bytes = encoded(any, { type: "sample.Leaf", value: { text: "t".repeat(200) } }, typeNamed);
    expect(Buffer.from(bytes)).toEqual(wire(encoded(typeNamed("sample.Leaf"), { text: "t".repeat(200) }, typeNamed)));
  });

  it("has no value field when its message is empty", () => {
    expect(Buffer.from(encoded(any, { type: "sample.Leaf", value: {} }, typeNamed))).toEqual(wire(new Uint8Array()));
  });

  it("is the same for a value that cannot change any more", () => {
    const value = Object.freeze({ text: "always" });
    const first = encoded(any, { type: "sample.Leaf", value }, typeNamed);
    expect(encoded(any, { type: "sample.Leaf", value }, typeNamed)).toEqual(first);
    expect(encoded(any, { type: "sample.Leaf", value: { ...value } }, typeNamed)).toEqual(first);
  });

  it.each([{}, { type: "sample.Leaf" }, { type: "sample.Leaf", value: {}, bytes: new Uint8Array() }])(
    "must say what it is: %j",
    (broken) => {
      expect(() => encoded(any, broken, typeNamed)).toThrow(ProtoError);
    },
  );
});
