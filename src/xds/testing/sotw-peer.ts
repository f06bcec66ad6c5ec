import type { XdsCache } from "../cache.js";
import { typeUrls } from "../order.js";
import { type SotwRequest, sotw } from "../sotw.js";
import type { Delivery, XdsStream } from "../stream.js";
import { line } from "./delta-peer.js";
import { readSotw, type SeenResponse, type TypeName } from "./responses.js";

/** A state-of-the-world client without a socket: it repeats its names with each answer, as the protocol wants it. */
export class SotwPeer {
  readonly stream: XdsStream<SotwRequest>;
  /** What was sent and not yet taken. */
  readonly inbox: SeenResponse[] = [];
  /** Version of the last accepted response of each type. */
  readonly versions: Map<string, string> = new Map();
  readonly #names = new Map<string, readonly string[]>();

  constructor(cache: XdsCache, options: { group?: string; node?: string; delivery?: Delivery } = {}) {
    this.stream = cache.open(options.group ?? "g", {
      dialect: sotw,
      node: options.node ?? "node",
      peer: "test",
      ...(options.delivery === undefined ? {} : { delivery: options.delivery }),
      send: (bytes) => this.inbox.push(readSotw(bytes)) > 0,
    });
  }

  ask(type: TypeName, names: readonly string[] = [], request: { version?: string; nonce?: string } = {}): void {
    this.#names.set(typeUrls[type], names);
    this.stream.request({ typeUrl: typeUrls[type], nonce: "", version: "", names, ...request });
  }

  take(type: TypeName): SeenResponse {
    const response = this.inbox.shift();
    if (response?.typeUrl !== typeUrls[type]) throw new Error(`expected a ${type}, got ${response?.typeUrl}`);
    return response;
  }

  ack(response: SeenResponse): void {
    this.versions.set(response.typeUrl, response.version);
    this.#answer(response);
  }

  nack(response: SeenResponse, error = "refused"): void {
    this.#answer(response, error);
  }

  acceptAll(): string[] {
    const seen: string[] = [];
    for (let response = this.inbox.shift(); response !== undefined; response = this.inbox.shift()) {
      seen.push(line(response));
      this.ack(response);
    }
    return seen;
  }

  get lines(): string[] {
    return this.inbox.map(line);
  }

  #answer({ typeUrl, nonce }: SeenResponse, error?: string): void {
    const version = this.versions.get(typeUrl) ?? "";
    const names = this.#names.get(typeUrl) ?? [];
    this.stream.request({ typeUrl, nonce, version, names, ...(error === undefined ? {} : { error }) });
  }
}
