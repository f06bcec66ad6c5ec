/** Entry point: `onDone()`. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/done";
