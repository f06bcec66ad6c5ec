/** gRPC calls of plugins to other services, on the host as on a real Envoy with a real service. */
import type { GrpcAsked, GrpcReaction } from "../../src/wasm-lab/lab.js";
import { describeAbi } from "./support/probe.js";

/** What the behaviours call: a service that allows, one that refuses, one that goes on for a while. */
const grpc = {
  allows: ({ path, metadata, message }: GrpcAsked): GrpcReaction => ({
    messages: [`${path} ${metadata["x-user"] ?? "nobody"} ${message}`],
  }),
  refuses: (): GrpcReaction => ({ status: 7, text: "not you" }),
  watches: ({ message }: GrpcAsked): GrpcReaction => ({
    metadata: { "x-first": "1" },
    messages: [`${message} one`, `${message} two`],
    trailers: { "x-last": "2" },
  }),
  breaks: (): GrpcReaction => ({ messages: ["half"], status: 13, text: "broken" }),
};

describeAbi([
  {
    title: "a paused request goes on when the gRPC service has answered",
    script: `
      on request_headers
        gcall allows pkg.Authz Check 500 ask x-user bob
        return 1
      on grpc_receive
        body 5 0 100
        effective
        set 0 x-allowed yes
        resume 0`,
    grpc: { allows: grpc.allows },
    logs: ["body 5 0 100 -> 0 '/pkg.Authz/Check bob ask'"],
    answer: { status: 200 },
  },
  {
    title: "a call that the gRPC service refuses is closed with its status",
    script: `
      on request_headers
        gcall refuses pkg.Authz Check 500 ask
        return 1
      on grpc_close
        status
        effective
        reply 403 denied -1`,
    grpc: { refuses: grpc.refuses },
    logs: ["status -> 0 7 'not you{via_upstream}'"],
    answer: { status: 403, body: "denied" },
  },
  {
    title: "a stream brings metadata, messages, metadata and the end, in this order",
    script: `
      on request_headers
        gstream watches pkg.Watcher Watch
        gsend begin 1
        return 1
      on grpc_initial_metadata
        get 4 x-first
      on grpc_receive
        body 5 0 100
      on grpc_trailing_metadata
        get 5 x-last
      on grpc_close
        status
        effective
        resume 0`,
    grpc: { watches: grpc.watches },
    logs: [
      "get 4 x-first -> 0 '1'",
      "body 5 0 100 -> 0 'begin one'",
      "body 5 0 100 -> 0 'begin two'",
      "get 5 x-last -> 0 '2'",
    ],
    answer: { status: 200 },
  },
  {
    title: "a stream that breaks ends with the service's status",
    script: `
      on request_headers
        gstream breaks pkg.Watcher Watch
        gsend begin 1
        return 1
      on grpc_receive
        body 5 0 100
      on grpc_close
        status
        effective
        reply 502 over -1`,
    grpc: { breaks: grpc.breaks },
    logs: ["body 5 0 100 -> 0 'half'", "status -> 0 13 'broken{via_upstream}'"],
    answer: { status: 502, body: "over" },
  },
  {
    title: "a stream that is cancelled tells nothing any more",
    script: `
      on request_headers
        gstream watches2 pkg.Watcher Watch
        gsend begin 1
        gcancel
      on grpc_receive
        body 5 0 100
      on grpc_close
        status`,
    grpc: { watches2: grpc.watches },
    answer: { status: 200 },
  },
]);
