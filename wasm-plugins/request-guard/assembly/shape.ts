import { Bytes } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { JsonKind, JsonValue } from "@waymark/proxy-wasm/json";
import { Pattern } from "@waymark/proxy-wasm/pattern";

/** The types of JSON Schema, a bit each. */
export const OBJECT: i32 = 1;
export const ARRAY: i32 = 2;
export const STRING: i32 = 4;
export const NUMBER: i32 = 8;
export const INTEGER: i32 = 16;
export const BOOLEAN: i32 = 32;
export const NULL: i32 = 64;

/** Their names, in the order of the bits. */
export const types = ["object", "array", "string", "number", "integer", "boolean", "null"];

/** What a value must be like: the keywords of JSON Schema that need no more than one look at it. */
@final
export class Shape {
  /** Bits of the types; 0 for all. */
  types: i32 = 0;
  /** Whether members are allowed that `names` does not have. */
  isOpen: bool = true;
  names: Bytes[] = [];
  shapes: Shape[] = [];
  /** Whether it must be there, as a member. */
  isRequired: bool = false;
  items: Shape | null = null;
  allowed: JsonValue[] | null = null;
  minimum: f64 = -Infinity;
  maximum: f64 = Infinity;
  minLength: i32 = 0;
  maxLength: i32 = i32.MAX_VALUE;
  pattern: Pattern | null = null;
  minItems: i32 = 0;
  maxItems: i32 = i32.MAX_VALUE;

  static from(fields: Fields): Shape {
    const shape = new Shape();
    shape.types = typesIn(fields);
    shape.isOpen = fields.bool("additionalProperties", true);
    const properties = fields.object("properties");
    if (properties !== null) shape.addProperties(properties);
    shape.addRequired(fields.texts("required"));
    const items = fields.object("items");
    if (items !== null) shape.items = Shape.from(items);
    shape.allowed = allowedIn(fields);
    shape.minimum = numberIn(fields, "minimum", -Infinity);
    shape.maximum = numberIn(fields, "maximum", Infinity);
    shape.minLength = countIn(fields, "minLength", 0);
    shape.maxLength = countIn(fields, "maxLength", i32.MAX_VALUE);
    shape.pattern = fields.pattern("pattern");
    shape.minItems = countIn(fields, "minItems", 0);
    shape.maxItems = countIn(fields, "maxItems", i32.MAX_VALUE);
    return shape;
  }

  /** Which of the declared members has that name; -1 if none. */
  indexOf(name: Bytes): i32 {
    for (let i = 0; i < this.names.length; i++) if (this.names[i].equals(name)) return i;
    return -1;
  }

  /** Whether the text of a string plays a role. */
  get readsText(): bool {
    return (
      this.allowed !== null || this.pattern !== null || this.minLength > 0 || this.maxLength < i32.MAX_VALUE
    );
  }

  private addProperties(properties: Fields): void {
    const names = properties.names();
    for (let i = 0; i < names.length; i++) {
      const property = properties.object(names[i]);
      this.add(Bytes.of(names[i]), property === null ? new Shape() : Shape.from(property));
    }
  }

  private addRequired(names: string[]): void {
    for (let i = 0; i < names.length; i++) {
      const name = Bytes.of(names[i]);
      const index = this.indexOf(name);
      if (index < 0) this.add(name, new Shape());
      this.shapes[index < 0 ? this.shapes.length - 1 : index].isRequired = true;
    }
  }

  private add(name: Bytes, shape: Shape): void {
    this.names.push(name);
    this.shapes.push(shape);
  }
}

function typesIn(fields: Fields): i32 {
  const value = fields.value("type");
  if (value === null) return 0;
  let bits = value.isString ? bitOf(value) : 0;
  for (let i = 0; i < value.length; i++) {
    const bit = bitOf(value.at(i) as JsonValue);
    bits = bit == 0 || !value.isArray ? -1 : bits | bit;
    if (bits < 0) break;
  }
  if (bits <= 0) fields.refuse("type", "one or several of " + types.join(", "));
  return bits;
}

function bitOf(value: JsonValue): i32 {
  const index = types.indexOf(value.asText());
  return index < 0 ? 0 : 1 << index;
}

function allowedIn(fields: Fields): JsonValue[] | null {
  const list = fields.value("enum");
  if (list === null) return null;
  const allowed: JsonValue[] = [];
  let scalars = list.isArray && list.length > 0;
  for (let i = 0; i < list.length; i++) {
    const value = list.at(i) as JsonValue;
    if (value.kind == JsonKind.Array || value.kind == JsonKind.Object) scalars = false;
    allowed.push(value);
  }
  if (!scalars) fields.refuse("enum", "a list of scalars");
  return allowed;
}

// `Fields.number()` would bring the printing of fractions along, several kilobytes.
function numberIn(fields: Fields, name: string, otherwise: f64): f64 {
  const value = fields.value(name);
  if (value === null) return otherwise;
  if (!value.isNumber) fields.refuse(name, "a number");
  return value.asF64(otherwise);
}

function countIn(fields: Fields, name: string, otherwise: i32): i32 {
  return <i32>fields.integer(name, otherwise, 0, i32.MAX_VALUE);
}
