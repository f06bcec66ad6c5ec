// Answers questions about the library's own algorithms: the number of the foreign function says which, the answer is put
// under the key "answer". Its first byte says whether there is one.
export * from "@waymark/proxy-wasm/background";
import { Bytes, HttpContext, RootContext, setRootContext, setSharedData } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import {
  base64Decode,
  base64Encode,
  base64UrlDecode,
  base64UrlEncode,
  hexDecode,
  hexEncode,
  hmacSha256,
  Sha256,
} from "@waymark/proxy-wasm/crypto";
import { JsonValue, parseJson } from "@waymark/proxy-wasm/json";
import { compilePattern, patternProblem } from "@waymark/proxy-wasm/pattern";

class Root extends RootContext {
  createHttpContext(contextId: u32): HttpContext | null {
    return null;
  }

  onForeignFunction(question: u32, size: i32): void {
    const data = this.getCallData();
    const answer = answerTo(question, data);
    const there = Bytes.alloc(1);
    there.setAt(0, answer === null ? 0 : 1);
    setSharedData("answer", answer === null ? there : there.concat(answer));
  }
}

function utf16(text: string | null): Bytes | null {
  if (text === null) return null;
  return Bytes.copyOf(changetype<usize>(text), <usize>text.length << 1);
}

function fromUtf16(bytes: Bytes): string {
  const text = changetype<string>(__new(<usize>bytes.length, idof<string>()));
  memory.copy(changetype<usize>(text), changetype<usize>(bytes), <usize>bytes.length);
  return text;
}

function numbers(a: i32, b: i32): Bytes {
  return Bytes.of(a.toString() + " " + b.toString());
}

/** Two questions in one: the length of the first in four bytes, the first, the second. */
function first(data: Bytes): Bytes {
  return data.slice(4, 4 + load<i32>(changetype<usize>(data)));
}

function second(data: Bytes): Bytes {
  return data.slice(4 + load<i32>(changetype<usize>(data)));
}

function answerTo(question: u32, data: Bytes): Bytes | null {
  switch (question) {
    case 1:
      return utf16(data.text());
    case 2:
      return utf16(data.textLossy());
    case 3:
      return Bytes.of(fromUtf16(data));
    case 4:
      return new Sha256().update(data.slice(0, 5)).update(data.slice(5)).digest();
    case 5:
      return hmacSha256(first(data), second(data));
    case 6:
      return base64Encode(data);
    case 7:
      return base64Decode(data);
    case 8:
      return base64UrlEncode(data);
    case 9:
      return base64UrlDecode(data);
    case 10:
      return hexEncode(data);
    case 11:
      return hexDecode(data);
    case 12: {
      const parsed = parseJson(data);
      const value = parsed.value;
      return value === null ? null : Bytes.of(canonical(value));
    }
    case 13:
      return Bytes.of(parseJson(data).error);
    case 14:
    case 15:
    case 16:
      return matched(question, first(data), second(data));
    case 17:
      return numbers(first(data).indexOf(second(data)), second(data).indexOf(first(data), 1));
    case 18:
      return configured(data);
    case 19:
      return pieces(data);
    case 20: {
      const pattern = compilePattern(data.textLossy());
      return Bytes.of(pattern === null ? patternProblem() : "");
    }
    default:
      return null;
  }
}

function pieces(data: Bytes): Bytes {
  const at = data.indexOfByte(0x2c, 1);
  const all = Bytes.join(data.split(0x2c), Bytes.of(";"));
  return Bytes.of(at.toString() + " ").concat(all.toLowerCase().trim());
}

function matched(question: u32, expression: Bytes, text: Bytes): Bytes | null {
  const pattern = compilePattern(expression.textLossy());
  if (pattern === null) return null;
  if (question == 14) return Bytes.of(pattern.matches(text) ? "yes" : "no");
  if (question == 15) return Bytes.of(pattern.contains(text) ? "yes" : "no");
  return pattern.find(text) ? numbers(pattern.start, pattern.end) : Bytes.of("no");
}

/** One form for every value: numbers by their bits, texts as UTF-16 in hexadecimal. */
function canonical(value: JsonValue): string {
  if (value.isNull) return "null";
  if (value.isString) return "s" + hexEncode(utf16(value.asText()) as Bytes).textLossy();
  if (value.isNumber) return "n" + reinterpret<u64>(value.asF64()).toString(16);
  if (value.isArray || value.isObject) {
    let text = value.isArray ? "[" : "{";
    for (let i = 0; i < value.length; i++) {
      if (value.isObject) text += hexEncode(utf16(value.nameAt(i)) as Bytes).textLossy() + ":";
      text += canonical(value.at(i) as JsonValue) + ",";
    }
    return text + (value.isArray ? "]" : "}");
  }
  return value.asBool() ? "true" : "false";
}

/** Reads a configuration with a field of every kind, and answers the mistakes, one a line, or what was read. */
function configured(data: Bytes): Bytes {
  const fields = Fields.of(data);
  const header = fields.requiredText("header");
  const mode = fields.choice("mode", ["open", "closed"], "closed");
  const percent = fields.integer("percent", 100, 0, 100);
  const ratio = fields.number("ratio", 0.5, 0, 1);
  const on = fields.bool("on", true);
  const tags = fields.texts("tags");
  const path = fields.pattern("path");
  const rules = fields.objects("rules");
  let read = header + " " + mode + " " + percent.toString() + " " + ratio.toString() + " " + on.toString();
  read += " " + tags.join("+") + " " + (path !== null ? path.matchesText("/ok").toString() : "-");
  for (let i = 0; i < rules.length; i++) {
    read += " " + rules[i].text("name", "nameless");
    const when = rules[i].object("when");
    if (when !== null) {
      const names = when.names();
      for (let n = 0; n < names.length; n++) read += " " + names[n] + "=" + when.text(names[n], "");
    }
  }
  const problems = fields.problems();
  return Bytes.of(problems.length > 0 ? problems.join("\n") : read);
}

setRootContext((contextId) => new Root());
