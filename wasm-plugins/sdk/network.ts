/** Entry point: all of a network filter. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/network";
export * from "./assembly/callbacks/log";
export * from "./assembly/callbacks/done";
export * from "./assembly/callbacks/http-calls";
export * from "./assembly/callbacks/background";
