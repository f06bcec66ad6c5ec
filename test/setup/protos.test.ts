import { describe, expect, it } from "@jest/globals";
import { fileDescriptorsIn } from "../../scripts/protos-extract.mjs";
import {
  closureOf,
  constraintTable,
  declarations,
  enumConstants,
  type FieldDescriptor,
  type FileDescriptor,
  lacking,
  type MessageDescriptor,
  rootJson,
  typesOf,
} from "../../scripts/protos-render.mjs";

// Of google/protobuf/descriptor.proto.
const optional = 1;
const repeated = 3;
const [bool, text, message, enumeration] = [8, 9, 11, 14];

let next = 0;

function field(name: string, type: number, more: Partial<FieldDescriptor> = {}): FieldDescriptor {
  next += 1;
  return { name, number: next, label: optional, type, ...more };
}

function aMessage(name: string, more: Partial<MessageDescriptor>): MessageDescriptor {
  return { name, field: [], nestedType: [], enumType: [], oneofDecl: [], ...more };
}

function typesIn(messages: readonly MessageDescriptor[], syntax = "proto3"): ReturnType<typeof typesOf> {
  const file: FileDescriptor = { package: "acme.v1", syntax, messageType: messages, enumType: [] };
  return typesOf(new Map([["acme.proto", file]]));
}

/** Car { wheels: map<text, Wheel>; engine: Engine.Kind; old_name (deprecated); oneof door }, and a Boat nobody refers to. */
function cars(): ReturnType<typeof typesOf> {
  next = 0;
  const wheelEntry = aMessage("WheelsEntry", {
    field: [field("key", text), field("value", message, { typeName: ".acme.v1.Wheel", number: 2 })],
    options: { mapEntry: true },
  });
  next = 0;
  const required = { ".validate.rules": { toJSON: () => ({ message: { required: true } }) } };
  return typesIn([
    aMessage("Car", {
      nestedType: [wheelEntry],
      oneofDecl: [{ name: "door", options: { ".validate.required": true } }],
      field: [
        field("wheels", message, { label: repeated, typeName: ".acme.v1.Car.WheelsEntry" }),
        field("engine_kind", enumeration, { typeName: ".acme.v1.Engine.Kind" }),
        field("old_name", text, { options: { deprecated: true } }),
        field("left_door", bool, { oneofIndex: 0 }),
        field("right_door", bool, { oneofIndex: 0 }),
        field("spare", message, { typeName: ".acme.v1.Wheel", options: required }),
      ],
    }),
    aMessage("Wheel", { field: [field("sizes", text, { label: repeated, number: 1 })] }),
    aMessage("Engine", {
      enumType: [
        {
          name: "Kind",
          value: [
            { name: "NONE", number: 0 },
            { name: "DIESEL", number: 1 },
          ],
        },
      ],
    }),
    aMessage("Boat", {}),
  ]);
}

const car = "acme.v1.Car";
const carNames = [car, "acme.v1.Engine.Kind", "acme.v1.Wheel"];

describe("closureOf()", () => {
  it("follows fields, through map entries, and leaves out what nobody refers to", () => {
    expect(closureOf(cars(), [car])).toEqual(carNames);
  });

  it("refuses a type that is not defined, and one of a syntax whose rules differ", () => {
    const broken = typesIn([aMessage("Car", { field: [field("wheel", message, { typeName: ".acme.v1.Wheel" })] })]);
    expect(() => closureOf(broken, [car])).toThrow("type acme.v1.Wheel is referred to but not defined");
    expect(() => closureOf(typesIn([aMessage("Car", {})], "proto2"), [car])).toThrow("acme.v1.Car is of syntax proto2");
  });
});

describe("lacking()", () => {
  it("names exactly the types and fields that an Envoy does not have", () => {
    const wanted = {
      types: [car, "acme.v1.Plane", "acme.v1.Engine.Kind"],
      fields: ["acme.v1.Car.engine_kind", "acme.v1.Car.wings", "acme.v1.Plane.wings"],
    };
    expect(lacking(cars(), wanted)).toEqual({
      types: ["acme.v1.Plane", "acme.v1.Engine.Kind"],
      fields: ["acme.v1.Car.wings", "acme.v1.Plane.wings"],
    });
  });
});

describe("rootJson()", () => {
  it("keeps a type that only holds others as a namespace", () => {
    expect(rootJson(cars(), carNames)).toMatchObject({
      nested: {
        acme: {
          nested: {
            v1: {
              nested: {
                Car: {
                  oneofs: { door: { oneof: ["leftDoor", "rightDoor"] } },
                  fields: {
                    wheels: { keyType: "string", type: ".acme.v1.Wheel", id: 1 },
                    engineKind: { type: ".acme.v1.Engine.Kind", id: 2, protoName: "engine_kind" },
                  },
                },
                Engine: { nested: { Kind: { values: { NONE: 0, DIESEL: 1 } } } },
                Wheel: { fields: { sizes: { rule: "repeated", type: "string", id: 1 } } },
              },
            },
          },
        },
      },
    });
    expect(JSON.stringify(rootJson(cars(), carNames))).not.toContain("Boat");
  });
});

describe("declarations() and enumConstants()", () => {
  it("declare messages without their deprecated fields, and enums as constants", () => {
    const text = declarations(cars(), carNames, [car]);
    expect(text.slice(text.indexOf("export declare namespace")).split("\n")).toEqual([
      "export declare namespace acme {",
      " namespace v1 {",
      "  interface Car {",
      "   readonly wheels?: { readonly [key: string]: acme.v1.Wheel } | undefined;",
      "   readonly engineKind?: acme.v1.Engine.Kind | undefined;",
      "   readonly leftDoor?: boolean | undefined;",
      "   readonly rightDoor?: boolean | undefined;",
      "   readonly spare?: acme.v1.Wheel | undefined;",
      "  }",
      "  namespace Engine {",
      "   const Kind: { readonly NONE: 0; readonly DIESEL: 1 };",
      "   type Kind = (typeof Kind)[keyof typeof Kind];",
      "  }",
      "  interface Wheel {",
      "   readonly sizes?: readonly string[] | undefined;",
      "  }",
      " }",
      "}",
      "",
    ]);
    expect(enumConstants(cars(), carNames, [car])).toContain(
      "export const acme = f({ v1: f({ Engine: f({ Kind: f({ NONE: 0, DIESEL: 1 }) }) }) });",
    );
  });
});

describe("constraintTable()", () => {
  it("keeps the rules of fields and the oneofs of which one member must be set", () => {
    expect(constraintTable(cars(), carNames)).toEqual({
      [car]: { fields: { spare: { message: { required: true } } }, oneofs: [["leftDoor", "rightDoor"]] },
    });
  });
});

describe("fileDescriptorsIn()", () => {
  it("says that a file without descriptors is no Envoy", () => {
    const noise = Buffer.from("ELF\0\x0a\x0benvoy.proto and \x0a\x05a.proto");
    expect(() => fileDescriptorsIn(noise)).toThrow(/holds no google\/protobuf\/descriptor\.proto, .*: it is no Envoy/);
  });
});
