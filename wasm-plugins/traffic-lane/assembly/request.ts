import { Bytes, decimalText, getProperty, HeaderMap, sourceAddress } from "@waymark/proxy-wasm";
import { pathOf } from "@waymark/proxy-wasm/uri";

const COOKIE = Bytes.of("cookie");
const PATH = Bytes.of(":path");
const EQUALS: i32 = 0x3d;
const SEMICOLON: i32 = 0x3b;
const none = Bytes.alloc(0);

// A list of claims is read element by element, each a host call.
const MOST_ELEMENTS = 100;

/** What rules look at. */
@final
export class RequestFacts {
  constructor(private readonly map: HeaderMap) {}

  /** All values of a header. */
  headers(name: Bytes): Bytes[] {
    return this.map.getAllBytes(name);
  }

  /** The path without its query, as it arrived. */
  get path(): Bytes {
    const target = this.map.getBytes(PATH);
    return target === null ? none : pathOf(target);
  }

  /** All values of the cookies of that name; a request may have several. */
  cookies(name: Bytes): Bytes[] {
    const values: Bytes[] = [];
    const lists = this.headers(COOKIE);
    for (let i = 0; i < lists.length; i++) {
      const pairs = lists[i].split(SEMICOLON);
      for (let j = 0; j < pairs.length; j++) {
        const pair = pairs[j].trim();
        const equals = pair.indexOfByte(EQUALS);
        if (equals == name.length && pair.startsWith(name)) values.push(pair.slice(equals + 1));
      }
    }
    return values;
  }

  /** The client's address without its port; null if the proxy does not know it. */
  get sourceIp(): Bytes | null {
    const address = sourceAddress();
    if (address === null) return null;
    const colon = address.lastIndexOf(":");
    return Bytes.of(colon < 0 ? address : address.slice(0, colon));
  }

  /** The texts of a claim of the verified token: one, those of a list, or none. `path` is of `propertyPath()`. */
  claims(path: string): Bytes[] {
    const values: Bytes[] = [];
    // A list as a whole comes in a form that a text could imitate.
    for (let i = 0; i < MOST_ELEMENTS; i++) {
      const element = getProperty(path + "\0" + decimalText(i));
      if (element === null) break;
      values.push(element);
    }
    if (values.length > 0) return values;
    const value = getProperty(path);
    if (value !== null) values.push(value);
    return values;
  }
}
