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
export function bodyKind(contentType: Bytes | null): BodyKind {
  if (contentType === null) return BodyKind.Other;
  // As text: what is no UTF-8 is no type we know.
  const parts = contentType.toLowerCase().textLossy().split(";");
  const type = parts[0].trim();
  const json = type == "application/json" || type.endsWith("+json") || type == "application/x-ndjson";
  if (!json && !isText(type)) return BodyKind.Other;
  for (let i = 1; i < parts.length; i++) {
    const part = parts[i].trim();
    if (part.startsWith("charset=") && !isUtf8(part)) return BodyKind.Unreadable;
  }
  return json ? BodyKind.Json : BodyKind.Text;
}

/** Whether the body is as it is, not compressed. */
export function isPlain(contentEncoding: Bytes | null): bool {
  return contentEncoding === null || contentEncoding.isEmpty || contentEncoding.equalsIgnoreCase(IDENTITY);
}

function isText(type: string): bool {
  return type.startsWith("text/") || type.endsWith("/xml") || type.endsWith("+xml") || type.endsWith("-urlencoded");
}

function isUtf8(charset: string): bool {
  return charset == "charset=utf-8" || charset == 'charset="utf-8"' || charset == "charset=us-ascii";
}
