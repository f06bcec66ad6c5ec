import { Bytes } from "@waymark/proxy-wasm";

export enum BodyKind {
  Json = 0,
  Text = 1,
  /** Text or JSON in a form that is not UTF-8. */
  Unreadable = 2,
  Other = 3,
}

const IDENTITY = Bytes.of("identity");

/** By `content-type`. */
export function bodyKind(contentType: string | null): BodyKind {
  if (contentType === null) return BodyKind.Other;
  const parts = contentType.toLowerCase().split(";");
  const type = parts[0].trim();
  const json = type == "application/json" || type.endsWith("+json") || isJsonLines(type);
  const text = type.startsWith("text/") || type == "application/xml" || type.endsWith("+xml") || isForm(type);
  if (!json && !text) return BodyKind.Other;
  for (let i = 1; i < parts.length; i++) {
    const part = parts[i].trim();
    if (part.startsWith("charset=") && !isAsciiSuperset(part.slice(8))) return BodyKind.Unreadable;
  }
  return json ? BodyKind.Json : BodyKind.Text;
}

/** Whether the body is as it is, not compressed. */
export function isPlain(contentEncoding: Bytes | null): bool {
  return contentEncoding === null || contentEncoding.isEmpty || contentEncoding.equalsIgnoreCase(IDENTITY);
}

function isJsonLines(type: string): bool {
  return type == "application/x-ndjson" || type == "application/jsonl" || type == "application/json-seq";
}

function isForm(type: string): bool {
  return type == "application/x-www-form-urlencoded" || type == "application/javascript";
}

function isAsciiSuperset(charset: string): bool {
  const name = charset.replaceAll('"', "");
  return name == "utf-8" || name == "utf8" || name == "us-ascii" || name == "ascii";
}
