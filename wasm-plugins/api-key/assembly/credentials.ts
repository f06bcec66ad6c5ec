import { Bytes, HeaderMap } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { pathOf, percentDecode, queryOf } from "@waymark/proxy-wasm/uri";

const AMPERSAND: i32 = 0x26;
const EQUALS: i32 = 0x3d;
const PATH = Bytes.of(":path");
const and = Bytes.of("&");
const questionMark = Bytes.of("?");
const none = Bytes.alloc(0);

/** Where a key may stand: in a header, behind a scheme or not, or in the query. */
@final
class Place {
  header: string = "";
  headerName: Bytes = none;
  /** With the blank behind it; empty if the whole value is the key. */
  scheme: Bytes = none;
  /** Empty if it is a header. */
  query: Bytes = none;

  constructor(fields: Fields) {
    if (fields.has("header") == fields.has("query")) fields.refuse("header", "either header or query");
    if (fields.has("query")) this.query = Bytes.of(fields.requiredText("query"));
    this.header = fields.name("header", "");
    this.headerName = Bytes.of(this.header);
    if (fields.has("scheme")) this.scheme = Bytes.of(fields.requiredName("scheme") + " ");
    if (fields.has("scheme") && !fields.has("header")) fields.refuse("scheme", "a header that it belongs to");
  }

  /** The key in a value of the header; null if it is of another scheme. */
  keyIn(value: Bytes): Bytes | null {
    const length = this.scheme.length;
    if (length == 0) return value;
    return value.slice(0, length).equalsIgnoreCase(this.scheme) ? value.slice(length).trim() : null;
  }
}

/** All places where a key is looked for. */
@final
export class Places {
  private all: Place[] = [];

  static from(fields: Fields): Places {
    const places = new Places();
    const objects = fields.objects("from");
    for (let i = 0; i < objects.length; i++) places.all.push(new Place(objects[i]));
    if (!fields.has("from")) places.all.push(new Place(Fields.of(Bytes.of('{"header":"x-api-key"}'))));
    else if (objects.length == 0) fields.refuse("from", "at least one place");
    return places;
  }

  in(headers: HeaderMap): Credentials {
    const target = headers.getBytes(PATH);
    const found = new Credentials(target === null ? none : target);
    for (let i = 0; i < this.all.length; i++) {
      const place = this.all[i];
      if (place.query.length > 0) found.takeFromQuery(place.query);
      else found.takeFromHeader(place.header, place, headers);
    }
    return found;
  }
}

/** The keys that a request brings along, and what the request is without them. */
@final
export class Credentials {
  readonly keys: Bytes[] = [];
  /** The names of the headers that hold keys. */
  readonly headers: string[] = [];
  readonly path: Bytes;
  /** What of the query is no key; null if there was no query. */
  private query: Bytes | null;

  constructor(private readonly target: Bytes) {
    this.path = pathOf(target);
    this.query = queryOf(target);
  }

  takeFromHeader(name: string, place: Place, headers: HeaderMap): void {
    const values = headers.getAllBytes(place.headerName);
    let any = false;
    for (let i = 0; i < values.length; i++) {
      const key = place.keyIn(values[i]);
      if (key === null) continue;
      this.keys.push(key);
      any = true;
    }
    if (any) this.headers.push(name);
  }

  takeFromQuery(name: Bytes): void {
    const query = this.query;
    if (query === null) return;
    const pairs = query.split(AMPERSAND);
    const others: Bytes[] = [];
    for (let i = 0; i < pairs.length; i++) {
      const equals = pairs[i].indexOfByte(EQUALS);
      const given = percentDecode(equals < 0 ? pairs[i] : pairs[i].slice(0, equals), true);
      if (given === null || !given.equals(name)) {
        others.push(pairs[i]);
        continue;
      }
      const value = equals < 0 ? none : percentDecode(pairs[i].slice(equals + 1), true);
      this.keys.push(value === null ? none : value);
    }
    if (others.length < pairs.length) this.query = others.length == 0 ? null : Bytes.join(others, and);
  }

  /** The request's target without the keys; null if it had none. */
  get targetWithout(): Bytes | null {
    const query = this.query;
    const target = query === null ? this.path : Bytes.join([this.path, query], questionMark);
    return target.length == this.target.length ? null : target;
  }
}
