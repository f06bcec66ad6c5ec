import { Fields } from "@waymark/proxy-wasm/config";

/** What the plugin is told; `schema.json` says the same to people and to `waymark validate`. */
@final
export class Config {
  /** A request header without which requests are refused; empty: none. */
  readonly required: string;
  /** Request headers that the service gets, whatever the client sent. */
  readonly headers: Header[];
  /** Whether responses say that the plugin was there. */
  readonly tells: bool;

  constructor(fields: Fields) {
    this.required = fields.name("required", "");
    this.headers = headersIn(fields.objects("headers"));
    this.tells = fields.bool("tells", false);
  }
}

@final
export class Header {
  constructor(
    readonly name: string,
    readonly value: string,
  ) {}
}

function headersIn(list: Fields[]): Header[] {
  const headers: Header[] = [];
  for (let i = 0; i < list.length; i++) {
    headers.push(new Header(list[i].requiredName("name"), list[i].text("value", "")));
  }
  return headers;
}
