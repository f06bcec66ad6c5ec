import { Bytes } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { base64Decode, hexDecode } from "@waymark/proxy-wasm/crypto";
import { WAYS } from "./nonces";
import { isWord } from "./signature";

const LEAST_SECRET: i32 = 16;

@final
export class SigningKey {
  constructor(
    readonly id: string,
    readonly idBytes: Bytes,
    readonly secret: Bytes,
  ) {}
}

/** What the plugin is told; `schema.json` says the same to people and to `waymark validate`. */
@final
export class Config {
  /** Whether it adds signatures instead of verifying them. */
  signs: bool = false;
  signingKey: SigningKey | null = null;
  /** The header of the signature. */
  header: string = "";
  /** Names of the headers that are signed, in lower case and in this order. */
  covered: Bytes[] = [];
  coversBody: bool = false;
  maxBodyBytes: i32 = 0;
  /** Whether the filter has `allow_on_headers_stop_iteration`, so that headers can wait for the body. */
  holdsHeaders: bool = false;
  skewSeconds: i64 = 0;
  /** Pieces of shared data for nonces; 0: replays are not looked for. */
  slots: i32 = 0;
  forgetsWhenFull: bool = false;
  /** Empty: none. */
  subjectHeader: string = "";
  removesSignature: bool = true;
  /** The secret of unknown keys. */
  readonly nobody: Bytes = Bytes.alloc(32);
  space: string = "";
  private keys: SigningKey[] = [];

  static from(fields: Fields): Config {
    const config = new Config();
    config.signs = fields.choice("mode", ["verify", "sign"], "verify") == "sign";
    config.header = nameIn(fields, "header", "x-signature");
    const covered = fields.texts("headers");
    for (let i = 0; i < covered.length; i++) {
      const name = Bytes.of(covered[i]).toLowerCase();
      if (!isWord(name, 1, 256)) fields.refuse("headers", "names of headers");
      config.covered.push(name);
    }
    config.coversBody = fields.choice("body", ["covered", "ignored"], "covered") == "covered";
    config.maxBodyBytes = <i32>fields.integer("maxBodyBytes", 65_536, 0, 16_777_216);
    config.holdsHeaders = fields.bool("holdsHeaders", false);
    config.skewSeconds = fields.integer("clockSkewSeconds", 300, 1, 86_400);
    config.removesSignature = fields.bool("removeSignature", true);
    if (fields.has("subjectHeader")) config.subjectHeader = nameIn(fields, "subjectHeader", "");
    config.readReplay(fields);
    config.readKeys(fields);
    if (config.signs && config.coversBody && !config.holdsHeaders) {
      fields.refuse("holdsHeaders", "true, because a signature over the body is added once the body is there (or body: ignored)");
    }
    return config;
  }

  /** Takes as long for every id. */
  keyOf(id: Bytes): SigningKey | null {
    let found: SigningKey | null = null;
    for (let i = 0; i < this.keys.length; i++) if (this.keys[i].idBytes.equals(id)) found = this.keys[i];
    return found;
  }

  private readReplay(fields: Fields): void {
    const replay = fields.object("replay");
    let nonces: i64 = 65_536;
    if (replay !== null) {
      nonces = replay.integer("nonces", nonces, 0, 1_000_000);
      this.forgetsWhenFull = replay.choice("whenFull", ["refuse", "forget"], "refuse") == "forget";
    }
    this.slots = <i32>((nonces + WAYS - 1) / WAYS);
  }

  private readKeys(fields: Fields): void {
    const all = fields.objects("keys");
    const list = fields.value("keys");
    if (list === null || (list.isArray && list.length == 0)) fields.refuse("keys", "a list of at least one key");
    for (let i = 0; i < all.length; i++) this.keys.push(keyFrom(all[i]));
    const signer = fields.text("signWith", "");
    if (fields.has("signWith")) {
      this.signingKey = this.keyOf(Bytes.of(signer));
      if (this.signingKey === null) fields.refuse("signWith", "the id of one of the keys");
    } else if (this.keys.length > 0) this.signingKey = this.keys[0];
  }
}

// What is wrong with a secret is said without the secret: the field's own value is left out of every message.
function keyFrom(fields: Fields): SigningKey {
  const id = fields.requiredText("id");
  const idBytes = Bytes.of(id);
  if (id.length > 0 && !isWord(idBytes, 1, 63)) fields.refuse("id", "1 to 63 letters, digits, '.', '_' and '-'");
  const encoding = fields.choice("encoding", ["text", "base64", "hex"], "text");
  const value = fields.value("secret");
  let secret: Bytes | null = null;
  if (value !== null && value.isString) {
    const text = Bytes.of(value.asText());
    if (encoding == "base64") secret = base64Decode(text);
    else if (encoding == "hex") secret = hexDecode(text);
    else secret = text;
  }
  if (secret === null || secret.length < LEAST_SECRET) {
    const kind = value === null ? "nothing" : secret === null ? "something else" : secret.length.toString() + " bytes";
    // Under a name that nobody has, the message has no value to show.
    fields.refuse("secret (" + kind + ")", "a secret of at least 16 bytes, " + encoding);
    secret = Bytes.alloc(0);
  }
  return new SigningKey(id, idBytes, secret);
}

function nameIn(fields: Fields, field: string, otherwise: string): string {
  const name = fields.has(field) ? fields.requiredText(field) : otherwise;
  if (name.length > 0 && !isWord(Bytes.of(name), 1, 256)) fields.refuse(field, "the name of a header");
  return name;
}
