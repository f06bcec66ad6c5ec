import { Bytes, decimalText, getProperty, HeaderMap } from "@waymark/proxy-wasm";
import { pathOf } from "@waymark/proxy-wasm/uri";

const PATH = Bytes.of(":path");
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

  /** All values of the cookies of that name. */
  cookies(name: Bytes): Bytes[] {
    return this.map.getCookies(name);
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
