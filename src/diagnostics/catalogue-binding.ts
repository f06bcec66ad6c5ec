import type { CatalogueEntry } from "./catalogue-entry.js";

export const bindingCodes = {
  WM3000: {
    severity: "error",
    title: "placeholder",
    meaning: "placeholder",
    fix: "placeholder",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
