/** Entry point: `onLog()`. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/log";
