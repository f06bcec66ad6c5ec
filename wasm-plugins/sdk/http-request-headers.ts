/** Entry point: the headers of requests only. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/http-request-headers";
