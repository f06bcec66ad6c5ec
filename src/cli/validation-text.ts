import { readFileSync } from "node:fs";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { renderGithub } from "../diagnostics/render-github.js";
import { renderJson } from "../diagnostics/render-json.js";
import { renderJunit } from "../diagnostics/render-junit.js";
import { renderSarif } from "../diagnostics/render-sarif.js";
import { renderText } from "../diagnostics/render-text.js";
import type { Validation } from "../validate.js";
import type { ValidateCommandOptions } from "./options.js";

export interface TextOptions extends Pick<ValidateCommandOptions, "format"> {
  readonly isFailure: (found: Diagnostic) => boolean;
  readonly colour: boolean;
}

type Told = Validation & { readonly known: readonly Diagnostic[] };

/** What was found, in the format asked for; ends with a line break unless it is empty. */
export function validationText(told: Told, { format, isFailure, colour }: TextOptions): string {
  const { diagnostics, suppressed } = told;
  switch (format) {
    case "text":
      return diagnostics.length === 0 ? "" : `${renderText(diagnostics, { colour })}\n`;
    case "json":
      return json({
        diagnostics: renderJson(diagnostics),
        summary: {
          failing: diagnostics.filter(isFailure).length,
          suppressed: suppressed.length,
          known: told.known.length,
          files: told.files,
          documents: told.documents,
          objects: told.objects,
          unknownKinds: Object.fromEntries(told.unknownKinds),
        },
      });
    case "sarif":
      return json(renderSarif(diagnostics, { version: ownVersion(), suppressed }));
    case "junit":
      return renderJunit(diagnostics, { isFailure });
    case "github":
      return diagnostics.length === 0 ? "" : `${renderGithub(diagnostics)}\n`;
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function ownVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}
