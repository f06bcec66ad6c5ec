/** Entry point: the headers of requests and responses. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/http-request-headers";
export * from "./assembly/callbacks/http-response-headers";
