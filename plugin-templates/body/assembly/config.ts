import { Bytes } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { parseJson } from "@waymark/proxy-wasm/json";

/** What the plugin is told; `schema.json` says the same to people and to `waymark validate`. */
@final
export class Config {
  /** Fields that the object in the body of a request must have. */
  readonly required: string[];
  /** Bytes that a body may have. */
  readonly mostBytes: i32;

  constructor(fields: Fields) {
    this.required = fields.texts("required");
    this.mostBytes = <i32>fields.integer("mostBytes", 65_536, 1, 1_048_576);
  }

  /** Why the body is refused; empty if it is not. */
  refusalOf(body: Bytes): string {
    const parsed = parseJson(body);
    const value = parsed.value;
    if (value === null) return "the body is no JSON: " + parsed.error;
    if (!value.isObject) return "the body is no object";
    for (let i = 0; i < this.required.length; i++) {
      if (value.get(this.required[i]) === null) return "the body has no field " + this.required[i];
    }
    return "";
  }
}
