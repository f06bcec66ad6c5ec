/** What has arrived at one end of a stream: at the upstream, or at the client. */
import type { HeaderMap, Headers } from "./header-map.js";
import type { PassEnd } from "./http-pass.js";
import type { Message } from "./local-reply.js";

/** A message as far as it has arrived. */
export class Sent {
  /** Undefined until something arrives. */
  headers: Headers | undefined;
  trailers: Headers | undefined;
  /** Nothing more comes. */
  ended = false;
  readonly #chunks: Buffer[] = [];

  get body(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** The body as text. */
  get text(): string {
    return this.body.toString("utf8");
  }

  /** `:status` of a response; undefined for a request, and as long as there are no headers. */
  get status(): number | undefined {
    const status = this.headers?.get(":status");
    return status === undefined ? undefined : Number(status);
  }

  /** Where a pass ends. @internal */
  get end(): PassEnd {
    return {
      headers: (map, end) => {
        // A copy: whoever keeps the map may change it after it was sent.
        this.headers = map.copy();
        this.ended = end;
      },
      data: (bytes, end) => {
        if (bytes.length > 0) this.#chunks.push(bytes);
        this.ended = end;
      },
      trailers: (map) => {
        this.trailers = map.copy();
        this.ended = true;
      },
    };
  }

  /** A whole message that came past the filters. @internal */
  replace({ headers, body }: { readonly headers: HeaderMap; readonly body: Message["body"] }): void {
    this.headers = headers;
    this.#chunks.length = 0;
    this.#chunks.push(body);
    this.ended = true;
  }
}
