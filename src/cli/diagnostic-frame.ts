import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { locate as locateOrigin } from "../diagnostics/locate.js";
import { renderText } from "../diagnostics/render-text.js";
import type { Locate } from "./up-events.js";

/** Where a finding is in its file. */
export const locate: Locate = ({ origin }) => {
  const place = origin && locateOrigin(origin);
  return place && { file: place.file, line: place.line, column: place.column };
};

/** A finding for people: what, where, the line itself, and what to do. */
export function frame(diagnostic: Diagnostic, colour: boolean): string {
  return renderText([diagnostic], { colour });
}
