/** Entry point: answers to gRPC calls and streams. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/grpc-calls";
