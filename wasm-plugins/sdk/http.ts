/** Entry point: all of an HTTP filter but gRPC. Envoy calls the VM for all of it: take only what you use. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/http-request-headers";
export * from "./assembly/callbacks/http-response-headers";
export * from "./assembly/callbacks/http-request-body";
export * from "./assembly/callbacks/http-response-body";
export * from "./assembly/callbacks/http-trailers";
export * from "./assembly/callbacks/http-calls";
export * from "./assembly/callbacks/background";
export * from "./assembly/callbacks/log";
export * from "./assembly/callbacks/done";
