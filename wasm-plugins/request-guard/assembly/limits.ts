import { Bytes, decimalText, HeaderMap } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { Refusal } from "./refusal";

const CONTENT_LENGTH = Bytes.of("content-length");
const COLON: i32 = 0x3a;
const NONE: i64 = i64.MAX_VALUE;

/** How large the parts of a request may be. */
@final
export class Limits {
  private headerCount: i64 = NONE;
  private headerBytes: i64 = NONE;
  private pathBytes: i64 = NONE;
  private bodyBytes: i64 = NONE;

  static from(fields: Fields): Limits {
    const limits = new Limits();
    limits.headerCount = limitIn(fields, "headerCount");
    limits.headerBytes = limitIn(fields, "headerBytes");
    limits.pathBytes = limitIn(fields, "pathBytes");
    limits.bodyBytes = limitIn(fields, "bodyBytes");
    return limits;
  }

  get limitsBodies(): bool {
    return this.bodyBytes != NONE;
  }

  /** What is too large about the headers, or will be about the body; `target` is `:path`. */
  refusalOf(headers: HeaderMap, target: Bytes, size: i32): Refusal | null {
    if (<i64>target.length > this.pathBytes) return beyond(414, "path_too_long", this.pathBytes);
    if (this.headerCount != NONE && <i64>fieldsIn(headers) > this.headerCount) {
      return beyond(431, "too_many_headers", this.headerCount);
    }
    if (<i64>size > this.headerBytes) return beyond(431, "headers_too_large", this.headerBytes);
    const length = this.limitsBodies ? headers.getBytes(CONTENT_LENGTH) : null;
    return length === null ? null : this.refusalOfBody(numberOf(length));
  }

  /** Whether that many bytes of a body are too many. */
  refusalOfBody(size: i64): Refusal | null {
    return size <= this.bodyBytes ? null : beyond(413, "body_too_large", this.bodyBytes);
  }
}

function beyond(status: u32, reason: string, limit: i64): Refusal {
  return new Refusal(status, reason, "expected at most " + decimalText(limit));
}

function limitIn(fields: Fields, name: string): i64 {
  return fields.integer(name, NONE, 0, i32.MAX_VALUE);
}

/** How many there are that are no pseudo headers, which come first. */
function fieldsIn(headers: HeaderMap): i32 {
  let count = headers.size;
  for (let i = 0; i < headers.size && headers.nameBytes(i).at(0) == COLON; i++) count -= 1;
  return count;
}

/** Digits; whatever else stands there is larger than any limit. */
function numberOf(digits: Bytes): i64 {
  let value: i64 = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.at(i) - 0x30;
    if (digit < 0 || digit > 9 || i == 18) return NONE;
    value = value * 10 + <i64>digit;
  }
  return value;
}
