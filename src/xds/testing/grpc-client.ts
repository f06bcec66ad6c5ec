import { once } from "node:events";
import {
  type ChannelCredentials,
  Client,
  type ClientDuplexStream,
  ChannelCredentials as Credentials,
  Metadata,
  type ServiceError,
} from "@grpc/grpc-js";
import { encode, type MessageTypes } from "../../protos.js";
import { readDelta, readSotw, type SeenResponse } from "./responses.js";

type Request = MessageTypes["envoy.service.discovery.v3.DeltaDiscoveryRequest"];
type SotwRequestMessage = MessageTypes["envoy.service.discovery.v3.DiscoveryRequest"];

const node = { id: "node-1", cluster: "shop", metadata: { fields: { group: { stringValue: "g" } } } };
const service = "/envoy.service.discovery.v3.AggregatedDiscoveryService";
const bytes = (value: Buffer): Buffer => value;

/** A real gRPC channel to an xDS server; close it at the end of the test. */
export class GrpcClient {
  readonly #client: Client;

  constructor(port: number, credentials: ChannelCredentials = Credentials.createInsecure()) {
    this.#client = new Client(`127.0.0.1:${port}`, credentials, {
      "grpc.max_receive_message_length": -1,
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  delta(headers: Readonly<Record<string, string>> = {}): GrpcStream<Request> {
    const call = this.#call("DeltaAggregatedResources", headers);
    return new GrpcStream(call, readDelta, (message) =>
      encode("envoy.service.discovery.v3.DeltaDiscoveryRequest", message),
    );
  }

  sotw(): GrpcStream<SotwRequestMessage> {
    const call = this.#call("StreamAggregatedResources", {});
    return new GrpcStream(call, readSotw, (message) => encode("envoy.service.discovery.v3.DiscoveryRequest", message));
  }

  close(): void {
    this.#client.close();
  }

  #call(method: string, headers: Readonly<Record<string, string>>): ClientDuplexStream<Buffer, Buffer> {
    const metadata = new Metadata();
    for (const [key, value] of Object.entries(headers)) metadata.set(key, value);
    return this.#client.makeBidiStreamRequest(`${service}/${method}`, bytes, bytes, metadata);
  }
}

/** One ADS stream of either variant over a socket. */
export class GrpcStream<M extends { readonly typeUrl?: string | undefined }> {
  readonly call: ClientDuplexStream<Buffer, Buffer>;
  readonly inbox: SeenResponse[] = [];
  /** Resolves with the status that ended the stream. */
  readonly ended: Promise<ServiceError | { readonly code: number; readonly details: string }>;
  readonly #encode: (message: M) => Uint8Array;

  constructor(
    call: ClientDuplexStream<Buffer, Buffer>,
    read: (response: Uint8Array) => SeenResponse,
    encodeRequest: (message: M) => Uint8Array,
  ) {
    this.call = call;
    this.#encode = encodeRequest;
    call.on("data", (response: Buffer) => {
      this.inbox.push(read(response));
      call.emit("arrived");
    });
    this.ended = new Promise((resolve) => {
      call.on("error", (error: Error) => resolve(error as ServiceError));
      call.on("status", resolve);
    });
  }

  /** The first request of a stream, with the node. */
  open(message: M): void {
    this.send({ ...message, node });
  }

  send(message: M): void {
    this.call.write(Buffer.from(this.#encode(message)));
  }

  /** The next response; waits for it. */
  async next(): Promise<SeenResponse> {
    while (this.inbox.length === 0) await once(this.call, "arrived");
    const response = this.inbox.shift();
    if (response === undefined) throw new Error("nothing arrived");
    return response;
  }
}
