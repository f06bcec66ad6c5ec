import { type ServerDuplexStream, status } from "@grpc/grpc-js";
import type { XdsCache } from "./cache.js";
import type { Decoded, XdsNode } from "./codec.js";
import type { Dialect, XdsRequest } from "./dialect.js";
import type { XdsEvent } from "./events.js";
import { type Delivery, XdsRequestError, type XdsStream } from "./stream.js";
import { uriNames } from "./subject-alt-names.js";

/** Who is at the other end of a connection. */
export interface XdsPeer {
  /** `host:port` of the client. */
  readonly address: string;
  /** URI names of the verified client certificate (its SPIFFE id); empty without one. */
  readonly uris: readonly string[];
  /** The first value of a request header, e.g. `authorization`. */
  header(name: string): string | undefined;
}

/** The group whose snapshot a node gets, or why it gets none. */
export type NodeResolution = string | { readonly refuse: string; readonly as?: "permission-denied" | "not-found" };

/** What a connection needs of its server. */
export interface ConnectionOptions {
  readonly cache: XdsCache;
  readonly resolveNode: (node: XdsNode, peer: XdsPeer) => NodeResolution | Promise<NodeResolution>;
  readonly delivery: Delivery;
  readonly onEvent?: (event: XdsEvent) => void;
}

/** How the requests of one variant are read. */
export interface Variant<R extends XdsRequest> {
  readonly dialect: Dialect<R>;
  readonly decode: (bytes: Uint8Array) => Decoded<R>;
}

/** A gRPC call of either method, with requests and responses as bytes. */
export type Call = ServerDuplexStream<Uint8Array, Uint8Array>;

/** One gRPC call: requests go to a stream of the cache, its responses back, and whatever goes wrong ends this call only. */
export class Connection<R extends XdsRequest = XdsRequest> {
  readonly #call: Call;
  readonly #variant: Variant<R>;
  readonly #options: ConnectionOptions;
  readonly #onEnd: () => void;
  readonly #peer: XdsPeer;
  #stream: XdsStream<R> | undefined;
  #nodeId: string | undefined;
  #open = true;

  constructor(call: Call, variant: Variant<R>, parts: { options: ConnectionOptions; onEnd: () => void }) {
    this.#call = call;
    this.#variant = variant;
    this.#options = parts.options;
    this.#onEnd = parts.onEnd;
    this.#peer = peerOf(call);
    call.on("data", (bytes: Uint8Array) => this.#take(bytes));
    call.on("drain", () => this.#stream?.drained());
    call.on("end", () => this.#end("closed by the client"));
    call.on("cancelled", () => this.#end("connection lost or cancelled"));
    call.on("error", (error: Error) => this.#end(error.message));
  }

  /** Ends the call with a status that tells the client to come back later. */
  shutDown(): void {
    this.#fail(status.UNAVAILABLE, "the server is shutting down");
  }

  #take(bytes: Uint8Array): void {
    if (!this.#open) return;
    let decoded: Decoded<R>;
    try {
      decoded = this.#variant.decode(bytes);
    } catch {
      this.#fail(status.INVALID_ARGUMENT, "malformed request");
      return;
    }
    if (this.#stream !== undefined) this.#request(decoded.request);
    else this.#begin(decoded);
  }

  #begin({ node, request }: Decoded<R>): void {
    if (node === undefined) {
      this.#fail(status.INVALID_ARGUMENT, "the first request of a stream must carry the node");
      return;
    }
    this.#nodeId = node.id;
    try {
      const resolution = this.#options.resolveNode(node, this.#peer);
      if (!(resolution instanceof Promise)) {
        this.#resolved(resolution, request);
        return;
      }
      // Nothing else is read until it is decided whom the requests belong to.
      this.#call.pause();
      resolution.then(
        (decided) => {
          this.#resolved(decided, request);
          this.#call.resume();
        },
        (error: unknown) => this.#failed(error),
      );
    } catch (error) {
      this.#failed(error);
    }
  }

  #resolved(resolution: NodeResolution, request: R): void {
    if (!this.#open) return;
    if (typeof resolution !== "string") {
      this.#fail(resolution.as === "not-found" ? status.NOT_FOUND : status.PERMISSION_DENIED, resolution.refuse);
      return;
    }
    const { onEvent, delivery } = this.#options;
    this.#stream = this.#options.cache.open(resolution, {
      dialect: this.#variant.dialect,
      node: this.#nodeId ?? "",
      peer: this.#peer.address,
      delivery,
      send: (response) => this.#call.write(response),
      fail: (error) => this.#failed(error),
      ...(onEvent === undefined ? {} : { onEvent }),
    });
    this.#request(request);
  }

  #request(request: R): void {
    try {
      this.#stream?.request(request);
    } catch (error) {
      if (error instanceof XdsRequestError) this.#fail(status.INVALID_ARGUMENT, error.message);
      else this.#failed(error);
    }
  }

  /** An error of ours: the client learns that there was one, the event says which. */
  #failed(error: unknown): void {
    this.#fail(status.INTERNAL, "internal error", error instanceof Error ? error.message : String(error));
  }

  #fail(code: status, details: string, reason: string = details): void {
    if (!this.#open) return;
    this.#end(reason);
    this.#call.emit("error", Object.assign(new Error(details), { code, details }));
  }

  #end(reason: string): void {
    if (!this.#open) return;
    this.#open = false;
    if (this.#stream !== undefined) this.#stream.close(reason);
    else {
      const node = this.#nodeId === undefined ? {} : { node: this.#nodeId };
      this.#options.onEvent?.({ kind: "stream-refused", peer: this.#peer.address, reason, ...node });
    }
    this.#onEnd();
    // Harmless after a failure: whichever comes first decides the status.
    queueMicrotask(() => this.#call.end());
  }
}

function peerOf(call: Call): XdsPeer {
  return {
    address: call.getPeer(),
    uris: uriNames(call.getAuthContext().sslPeerCertificate?.subjectaltname ?? ""),
    header: (name) => call.metadata.get(name)[0]?.toString(),
  };
}
