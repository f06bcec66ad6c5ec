/** Entry point: only the life of the plugin and its streams. Combine it with others. */
export * from "./assembly/callbacks/core";
