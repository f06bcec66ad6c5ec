import { Bytes, HeaderMap } from "@waymark/proxy-wasm";
import { pathOf } from "@waymark/proxy-wasm/uri";

const AUTHORITY = Bytes.of(":authority");
const METHOD = Bytes.of(":method");
const PATH = Bytes.of(":path");
const none = Bytes.alloc(0);

/** What keys are made of. */
@final
export class RequestFacts {
  readonly path: Bytes;
  readonly method: Bytes;

  constructor(private readonly map: HeaderMap) {
    const target = map.getBytes(PATH);
    const method = map.getBytes(METHOD);
    this.path = target === null ? none : pathOf(target);
    this.method = method === null ? none : method;
  }

  get host(): Bytes {
    const host = this.map.getBytes(AUTHORITY);
    return host === null ? none : host.toLowerCase();
  }

  /** All values of a header as one, so that a second one changes the key as any other change does. */
  header(name: Bytes): Bytes | null {
    const values = this.map.getAllBytes(name);
    if (values.length == 0) return null;
    return values.length == 1 ? values[0] : Bytes.join(values, Bytes.of(","));
  }

  /** The first cookie of that name. */
  cookie(name: Bytes): Bytes | null {
    const values = this.map.getCookies(name);
    return values.length == 0 ? null : values[0];
  }
}
