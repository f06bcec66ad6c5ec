import type { CatalogueEntry } from "./catalogue-entry.js";

/** WM6xxx: plugins. */
export const wasmCodes = {
  WM6001: {
    severity: "error",
    title: "A WasmPlugin is not in effect",
    meaning: "The object was read and its fields were checked, but no proxy is given the plugin.",
    fix: "Do not rely on the plugin behind a waypoint of waymark until a release delivers it.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
