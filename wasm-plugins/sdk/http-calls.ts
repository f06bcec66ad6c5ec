/** Entry point: answers to HTTP callouts. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/http-calls";
