import { Bytes, decimalText } from "@waymark/proxy-wasm";
import { JsonKind, JsonReader, JsonToken, JsonValue } from "@waymark/proxy-wasm/json";
import { Refusal } from "./refusal";
import { ARRAY, BOOLEAN, INTEGER, NULL, NUMBER, OBJECT, Shape, STRING, types } from "./shape";

const anything = new Shape();
const unnamed = Bytes.of("*");
// What clients made up is not told back at length.
const LONGEST_NAME: i32 = 64;

/** Looks at one body from its beginning to its end, once, without making a tree of it. */
@final
export class BodyCheck {
  private readonly reader: JsonReader;
  private refusal: Refusal | null = null;

  constructor(
    body: Bytes,
    private readonly maxDepth: i32,
  ) {
    this.reader = new JsonReader(body);
  }

  /** Why the body is refused; null if it is as it must be. */
  refusalBy(shape: Shape): Refusal | null {
    if (this.accepts(this.reader.next(), shape) && this.reader.next() != JsonToken.End) this.malformed();
    return this.refusal;
  }

  private refuse(reason: string, message: string): bool {
    this.refusal = new Refusal(400, reason, message);
    return false;
  }

  /** `bound`: most or least. */
  private refuseCount(reason: string, bound: string, count: i32): bool {
    return this.refuse(reason, "expected at " + bound + " " + decimalText(count));
  }

  private malformed(): bool {
    return this.refuse("body_malformed", "the body is no JSON: " + this.reader.place + ": " + this.reader.error);
  }

  /** False once there is a refusal. */
  private accepts(token: JsonToken, shape: Shape): bool {
    if (token == JsonToken.Error) return this.malformed();
    if (!this.hasType(token, shape.types)) return this.refuse("wrong_type", "expected the type " + typesOf(shape.types));
    switch (token) {
      case JsonToken.ObjectStart:
        if (!this.acceptsObject(shape)) return false;
        break;
      case JsonToken.ArrayStart:
        if (!this.acceptsArray(shape)) return false;
        break;
      case JsonToken.String:
        if (shape.readsText && !this.acceptsText(this.reader.stringBytes(), shape)) return false;
        break;
      case JsonToken.Number:
        if (!this.acceptsNumber(shape)) return false;
        break;
      default:
        break;
    }
    return this.isAllowed(token, shape);
  }

  private acceptsObject(shape: Shape): bool {
    if (!this.isShallow()) return false;
    const reader = this.reader;
    const seen = Bytes.alloc(shape.names.length);
    const readsNames = shape.names.length > 0 || !shape.isOpen;
    while (true) {
      const token = reader.next();
      if (token == JsonToken.ObjectEnd) break;
      if (token != JsonToken.Name) return this.malformed();
      // Below what is not described only the depth can be wrong: no need to name each member.
      const name = readsNames ? reader.stringBytes() : unnamed;
      const index = shape.indexOf(name);
      let fine = true;
      if (index >= 0) {
        // The service might take the other one.
        if (seen.at(index) != 0) fine = this.refuse("field_twice", "the field is there more than once");
        seen.setAt(index, 1);
      } else if (!shape.isOpen) fine = this.refuse("unknown_field", "there is no such field");
      const inner = index < 0 ? anything : shape.shapes[index];
      if (!fine || !this.accepts(reader.next(), inner)) return this.within(name);
    }
    for (let i = 0; i < shape.names.length; i++) {
      if (!shape.shapes[i].isRequired || seen.at(i) != 0) continue;
      this.refuse("missing_field", "the field is missing");
      return this.within(shape.names[i]);
    }
    return true;
  }

  private acceptsArray(shape: Shape): bool {
    if (!this.isShallow()) return false;
    const reader = this.reader;
    const items = shape.items;
    let count = 0;
    while (true) {
      const token = reader.next();
      if (token == JsonToken.ArrayEnd) break;
      if (count == shape.maxItems && token != JsonToken.Error) {
        return this.refuseCount("too_many_items", "most", shape.maxItems);
      }
      if (!this.accepts(token, items === null ? anything : items)) return this.withinElement(count);
      count += 1;
    }
    if (count >= shape.minItems) return true;
    return this.refuseCount("too_few_items", "least", shape.minItems);
  }

  private acceptsText(text: Bytes, shape: Shape): bool {
    const length = charactersOf(text);
    if (length < shape.minLength) return this.refuseCount("too_short", "least", shape.minLength);
    if (length > shape.maxLength) return this.refuseCount("too_long", "most", shape.maxLength);
    const pattern = shape.pattern;
    if (pattern !== null && !pattern.contains(text)) return this.refuse("pattern", "the text does not match");
    return true;
  }

  private acceptsNumber(shape: Shape): bool {
    if (shape.minimum != -Infinity || shape.maximum != Infinity) {
      const value = this.number().asF64();
      if (value < shape.minimum) return this.refuse("too_small", "the number is out of range");
      if (value > shape.maximum) return this.refuse("too_large", "the number is out of range");
    }
    return true;
  }

  /** The number at hand. */
  private number(): JsonValue {
    return JsonValue.scalar(JsonKind.Number, this.reader.rawBytes());
  }

  private hasType(token: JsonToken, types: i32): bool {
    if (types == 0) return true;
    switch (token) {
      case JsonToken.ObjectStart:
        return (types & OBJECT) != 0;
      case JsonToken.ArrayStart:
        return (types & ARRAY) != 0;
      case JsonToken.String:
        return (types & STRING) != 0;
      case JsonToken.Number:
        return (types & NUMBER) != 0 || ((types & INTEGER) != 0 && this.number().isInteger);
      case JsonToken.Null:
        return (types & NULL) != 0;
      default:
        return (types & BOOLEAN) != 0;
    }
  }

  /** Whether the scalar at hand is one of those listed. */
  private isAllowed(token: JsonToken, shape: Shape): bool {
    const allowed = shape.allowed;
    if (allowed === null) return true;
    for (let i = 0; i < allowed.length; i++) if (this.isEqual(token, allowed[i])) return true;
    return this.refuse("not_allowed", "the value is not allowed");
  }

  private isEqual(token: JsonToken, to: JsonValue): bool {
    switch (token) {
      case JsonToken.String: {
        const text = to.asBytes();
        return text !== null && text.equals(this.reader.stringBytes());
      }
      case JsonToken.Number:
        return to.isNumber && to.asF64() == this.number().asF64();
      case JsonToken.True:
      case JsonToken.False:
        return to.kind == JsonKind.Bool && to.asBool() == (token == JsonToken.True);
      case JsonToken.Null:
        return to.isNull;
      default:
        return false;
    }
  }

  private isShallow(): bool {
    if (this.reader.depth <= this.maxDepth) return true;
    return this.refuseCount("too_deep", "most", this.maxDepth);
  }

  /** What was refused stands in a member of that name. */
  private within(name: Bytes): bool {
    this.under(name.slice(0, LONGEST_NAME).textLossy());
    return false;
  }

  private withinElement(index: i32): bool {
    this.under("[" + decimalText(index) + "]");
    return false;
  }

  private under(step: string): void {
    const refusal = this.refusal;
    // A mistake in the text has a line and a column.
    if (refusal !== null && refusal.reason != "body_malformed") refusal.under(step);
  }
}

function charactersOf(text: Bytes): i32 {
  let count = 0;
  for (let i = 0; i < text.length; i++) count += (text.at(i) & 0xc0) == 0x80 ? 0 : 1;
  return count;
}

function typesOf(bits: i32): string {
  const names: string[] = [];
  for (let i = 0; i < types.length; i++) if ((bits & (1 << i)) != 0) names.push(types[i]);
  return names.join(" or ");
}
