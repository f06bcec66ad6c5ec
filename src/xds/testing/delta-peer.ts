import type { XdsCache } from "../cache.js";
import { type DeltaRequest, delta } from "../delta.js";
import { typeUrls } from "../order.js";
import type { Delivery, XdsStream } from "../stream.js";
import { readDelta, type SeenResponse, type TypeName } from "./responses.js";

/** A delta client without a socket: it shows what it was sent and answers as it is told. */
export class DeltaPeer {
  readonly stream: XdsStream<DeltaRequest>;
  /** What was sent and not yet taken. */
  readonly inbox: SeenResponse[] = [];
  writable = true;
  bytesReceived = 0;

  constructor(cache: XdsCache, options: { group?: string; node?: string; delivery?: Delivery } = {}) {
    this.stream = cache.open(options.group ?? "g", {
      dialect: delta,
      node: options.node ?? "node",
      peer: "test",
      ...(options.delivery === undefined ? {} : { delivery: options.delivery }),
      send: (bytes) => {
        this.bytesReceived += bytes.length;
        this.inbox.push(readDelta(bytes));
        return this.writable;
      },
    });
  }

  ask(type: TypeName, request: Partial<Omit<DeltaRequest, "typeUrl">> = {}): void {
    this.stream.request({
      typeUrl: typeUrls[type],
      nonce: "",
      subscribe: [],
      unsubscribe: [],
      initialVersions: new Map(),
      ...request,
    });
  }

  /** Takes the oldest response out of the inbox, which must be of this type. */
  take(type: TypeName): SeenResponse {
    const response = this.inbox.shift();
    if (response?.typeUrl !== typeUrls[type]) throw new Error(`expected a ${type}, got ${response?.typeUrl}`);
    return response;
  }

  ack(response: SeenResponse): void {
    this.#answer(response);
  }

  nack(response: SeenResponse, error = "refused"): void {
    this.#answer(response, error);
  }

  /** Takes a response and acknowledges it; shows its content. */
  accept(type: TypeName): Record<string, string> {
    const response = this.take(type);
    this.ack(response);
    return Object.fromEntries(response.resources);
  }

  /** Acknowledges everything until nothing more comes; shows it as one line a response. */
  acceptAll(): string[] {
    const seen: string[] = [];
    for (let response = this.inbox.shift(); response !== undefined; response = this.inbox.shift()) {
      seen.push(line(response));
      this.ack(response);
    }
    return seen;
  }

  /** The inbox, as one line a response. */
  get lines(): string[] {
    return this.inbox.map(line);
  }

  #answer(response: SeenResponse, error?: string): void {
    this.stream.request({
      typeUrl: response.typeUrl,
      nonce: response.nonce,
      subscribe: [],
      unsubscribe: [],
      initialVersions: new Map(),
      ...(error === undefined ? {} : { error }),
    });
  }
}

/** A response in one line: `cluster a=v1 b=v2 -gone`. */
export function line(response: SeenResponse): string {
  const type = Object.entries(typeUrls).find(([, url]) => url === response.typeUrl)?.[0] ?? response.typeUrl;
  const puts = [...response.resources].map(([name, content]) => `${name}=${content}`);
  return [type, ...puts, ...response.removed.map((name) => `-${name}`)].join(" ");
}
