/** Entry point: trailers of requests and responses. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/http-trailers";
