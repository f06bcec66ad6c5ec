import { Bytes } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { Pattern } from "@waymark/proxy-wasm/pattern";

const forms = ["exact", "prefix", "suffix", "pattern"];

/** What a text must be like: exactly one of `exact`, `prefix`, `suffix`, `pattern` (the whole text) or, where it may be missing, `present`. */
@final
export class TextCondition {
  private exact: Bytes | null = null;
  private prefix: Bytes | null = null;
  private suffix: Bytes | null = null;
  private pattern: Pattern | null = null;
  private wantsNone: bool = false;

  /** `mayBeMissing`: whether `present` makes sense. */
  static from(fields: Fields, mayBeMissing: bool): TextCondition {
    const condition = new TextCondition();
    let given = mayBeMissing && fields.has("present") ? 1 : 0;
    for (let i = 0; i < forms.length; i++) given += fields.has(forms[i]) ? 1 : 0;
    if (given != 1) {
      fields.refuse("exact", "exactly one of exact, prefix, suffix, pattern" + (mayBeMissing ? ", present" : ""));
    }
    condition.exact = bytesOf(fields, "exact");
    condition.prefix = bytesOf(fields, "prefix");
    condition.suffix = bytesOf(fields, "suffix");
    condition.pattern = fields.pattern("pattern");
    if (mayBeMissing) condition.wantsNone = !fields.bool("present", true);
    return condition;
  }

  /** Whether one of the values is as it must be; for `present: false`, whether there is none. */
  holdsFor(values: Bytes[]): bool {
    if (this.wantsNone) return values.length == 0;
    for (let i = 0; i < values.length; i++) if (this.holds(values[i])) return true;
    return false;
  }

  holds(value: Bytes): bool {
    const exact = this.exact;
    if (exact !== null) return value.equals(exact);
    const prefix = this.prefix;
    if (prefix !== null) return value.startsWith(prefix);
    const suffix = this.suffix;
    if (suffix !== null) return value.endsWith(suffix);
    const pattern = this.pattern;
    return pattern === null ? !this.wantsNone : pattern.matches(value);
  }
}

function bytesOf(fields: Fields, name: string): Bytes | null {
  return fields.has(name) ? Bytes.of(fields.text(name, "")) : null;
}
