import { Bytes, HeaderMap } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { Pattern } from "@waymark/proxy-wasm/pattern";
import { percentDecode } from "@waymark/proxy-wasm/uri";
import { BodyCheck } from "./body-check";
import { Refusal } from "./refusal";
import { Shape } from "./shape";

const CONTENT_ENCODING = Bytes.of("content-encoding");
const CONTENT_TYPE = Bytes.of("content-type");
const IDENTITY = Bytes.of("identity");
const JSON_TYPE = Bytes.of("application/json");
const APPLICATION = Bytes.of("application/");
const PLUS_JSON = Bytes.of("+json");
const SEMICOLON: i32 = 0x3b;

/** For which requests the body must be JSON of a certain shape. */
@final
export class BodyRule {
  private path: Pattern | null = null;
  private methods: Bytes[] = [];
  private maxDepth: i32 = 32;
  private isOptional: bool = false;
  private shape: Shape = new Shape();

  static from(fields: Fields): BodyRule {
    const rule = new BodyRule();
    rule.path = fields.pattern("path");
    const methods = fields.has("methods") ? fields.texts("methods") : ["POST", "PUT", "PATCH"];
    if (methods.length == 0) fields.refuse("methods", "at least one method");
    for (let i = 0; i < methods.length; i++) rule.methods.push(Bytes.of(methods[i]));
    rule.maxDepth = <i32>fields.integer("maxDepth", 32, 1, 128);
    rule.isOptional = fields.bool("optional", false);
    const schema = fields.object("schema");
    if (schema !== null) rule.shape = Shape.from(schema);
    return rule;
  }

  covers(method: Bytes, path: Bytes): bool {
    let covered = false;
    for (let i = 0; i < this.methods.length; i++) covered = covered || this.methods[i].equals(method);
    const pattern = this.path;
    if (!covered || pattern === null) return covered;
    const decoded = percentDecode(path);
    return pattern.matches(path) || decoded === null || pattern.matches(decoded);
  }

  /** What the headers say against the body; `isEmpty`: there will be none. */
  refusalBefore(headers: HeaderMap, isEmpty: bool): Refusal | null {
    if (isEmpty) return this.isOptional ? null : missing();
    const type = headers.getBytes(CONTENT_TYPE);
    // Without a type there may be nothing to come yet.
    if (type !== null && !isJson(type)) return notJson();
    const encoding = headers.getBytes(CONTENT_ENCODING);
    if (encoding === null || encoding.equalsIgnoreCase(IDENTITY)) return null;
    // What cannot be read cannot be vouched for.
    return new Refusal(415, "encoded", "expected no content-encoding");
  }

  /** `isTyped`: whether the headers named a type. */
  refusalOf(body: Bytes, isTyped: bool): Refusal | null {
    if (body.isEmpty) return this.isOptional ? null : missing();
    if (!isTyped) return notJson();
    return new BodyCheck(body, this.maxDepth).refusalBy(this.shape);
  }
}

/** Whether the headers name the type of the body. */
export function isTyped(headers: HeaderMap): bool {
  return headers.find(CONTENT_TYPE) >= 0;
}

function notJson(): Refusal {
  return new Refusal(415, "not_json", "expected application/json");
}

function missing(): Refusal {
  return new Refusal(400, "body_missing", "expected a body");
}

function isJson(type: Bytes): bool {
  const end = type.indexOfByte(SEMICOLON);
  const media = (end < 0 ? type : type.slice(0, end)).trim().toLowerCase();
  return media.equals(JSON_TYPE) || (media.startsWith(APPLICATION) && media.endsWith(PLUS_JSON));
}
