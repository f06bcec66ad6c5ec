/** Entry point: ticks, queues and calls of the host. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/background";
