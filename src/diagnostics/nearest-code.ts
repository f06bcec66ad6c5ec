import { catalogue } from "./catalogue.js";

/** The code that differs from what was written in one character, if there is only one. */
export function nearestCode(written: string): string | undefined {
  const near = Object.keys(catalogue).filter(
    (code) => code.length === written.length && [...code].filter((letter, at) => letter !== written[at]).length === 1,
  );
  return near.length === 1 ? near[0] : undefined;
}
