import { Bytes } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { hexDecode, hexEncode, sha256 } from "@waymark/proxy-wasm/crypto";
import { Paths } from "./paths";

/** Whose a key is, and what it opens. */
@final
export class Key {
  consumer: Bytes = Bytes.alloc(0);
  /** SHA-256 of the key, in lower case; empty if it is wrong. */
  hex: string = "";
  private digest: Bytes = Bytes.alloc(32);
  private methods: Bytes[] = [];
  private readonly paths: Paths;

  constructor(fields: Fields) {
    this.paths = new Paths(fields, "paths");
    const consumer = fields.requiredText("consumer");
    if (!isVisible(consumer)) fields.refuse("consumer", "visible ASCII characters");
    this.consumer = Bytes.of(consumer);
    const hex = fields.requiredText("sha256");
    const digest = hexDecode(Bytes.of(hex));
    if (digest !== null && digest.length == 32) {
      this.digest = digest;
      this.hex = hexEncode(digest).textLossy();
    } else if (hex.length > 0) fields.refuse("sha256", "64 hexadecimal digits");
    const methods = fields.texts("methods");
    for (let i = 0; i < methods.length; i++) {
      if (!isMethod(methods[i])) fields.refuse("methods", "methods in capital letters, not " + methods[i]);
      this.methods.push(Bytes.of(methods[i]));
    }
    if (fields.has("methods") && methods.length == 0) fields.refuse("methods", "at least one method");
  }

  opens(method: Bytes, path: Bytes): bool {
    if (!this.paths.isMissing && !this.paths.include(path)) return false;
    for (let i = 0; i < this.methods.length; i++) if (this.methods[i].equals(method)) return true;
    return this.methods.length == 0;
  }

  hasDigest(digest: Bytes): bool {
    return this.digest.equalsConstantTime(digest);
  }
}

/** All keys there are. */
@final
export class Keys {
  private all: Key[] = [];

  static from(fields: Fields): Keys {
    const keys = new Keys();
    const objects = fields.objects("keys");
    if (!fields.has("keys")) fields.refuse("keys", "a list of keys");
    const seen = new Set<string>();
    for (let i = 0; i < objects.length; i++) {
      const key = new Key(objects[i]);
      if (key.hex.length > 0 && seen.has(key.hex)) objects[i].refuse("sha256", "a key that no other entry has");
      seen.add(key.hex);
      keys.all.push(key);
    }
    return keys;
  }

  /** Whose key it is; null if nobody's. It takes the same time whether, and where, the key is found. */
  find(key: Bytes): Key | null {
    const digest = sha256(key);
    let found = -1;
    for (let i = 0; i < this.all.length; i++) found = this.all[i].hasDigest(digest) ? i : found;
    return found < 0 ? null : this.all[found];
  }
}

function isVisible(text: string): bool {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x21 || text.charCodeAt(i) > 0x7e) return false;
  return true;
}

function isMethod(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 0x41 || code > 0x5a) && code != 0x2d) return false;
  }
  return text.length > 0;
}
