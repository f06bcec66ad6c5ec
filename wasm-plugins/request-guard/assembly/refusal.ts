/** Why a request is refused. */
@final
export class Refusal {
  /** What of the request it is about: a header's name, or where in the body; empty if there is nothing to name. */
  field: string = "";

  constructor(
    readonly status: u32,
    /** A word for programs. */
    readonly reason: string,
    /** A sentence for people. */
    readonly message: string,
  ) {}

  /** The body of the answer. */
  get json(): string {
    const field = this.field.length == 0 ? "" : ',"field":' + quoted(this.field);
    return '{"error":"request_refused","reason":"' + this.reason + '","message":' + quoted(this.message) + field + "}\n";
  }

  /** It is about a member of that name of what it was about. */
  under(name: string): void {
    const inner = this.field;
    this.field = inner.length == 0 || inner.startsWith("[") ? name + inner : name + "." + inner;
  }
}

/** A JSON string. */
function quoted(text: string): string {
  let out = '"';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code == 0x22 || code == 0x5c) out += "\\" + text.charAt(i);
    else if (code < 0x20) out += "\\u00" + (code < 0x10 ? "0" : "1") + "0123456789abcdef".charAt(code & 15);
    else out += text.charAt(i);
  }
  return out + '"';
}
