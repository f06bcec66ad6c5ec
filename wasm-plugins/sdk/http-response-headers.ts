/** Entry point: the headers of responses only. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/http-response-headers";
