/** A baseline: the findings that were there when somebody began to look. Only what is new since then fails. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { pathText } from "../diagnostics/origin.js";
import { grouped } from "./grouped.js";

/** A finding as a baseline keeps it: without its line, which any edit moves. */
export interface KnownFinding {
  readonly code: string;
  /** Empty for findings about no file. */
  readonly file: string;
  readonly object: string;
  /** `spec.rules[].backendRefs[].port`: without indices, which entries that are put before would move. */
  readonly field: string;
  /** For people, and to tell findings of one field apart. */
  readonly message: string;
}

interface BaselineFile {
  readonly waymarkBaseline: 1;
  readonly findings: readonly KnownFinding[];
}

/** What `--write-baseline` writes. Same findings, same text. */
export function baselineText(diagnostics: readonly Diagnostic[]): string {
  const findings = diagnostics.map(knownFinding).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const file: BaselineFile = { waymarkBaseline: 1, findings };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** The findings that a baseline names; undefined if the text is none. */
export function findingsOfBaseline(text: string): readonly KnownFinding[] | undefined {
  try {
    const { waymarkBaseline, findings } = JSON.parse(text) as Partial<BaselineFile>;
    return waymarkBaseline === 1 && Array.isArray(findings) && findings.every(isFinding) ? findings : undefined;
  } catch {
    return undefined;
  }
}

function isFinding(value: unknown): value is KnownFinding {
  const fields = (value ?? {}) as Readonly<Record<string, unknown>>;
  return ["code", "file", "object", "field", "message"].every((name) => typeof fields[name] === "string");
}

/** What is new since a baseline. */
export interface Compared {
  readonly diagnostics: readonly Diagnostic[];
  readonly known: readonly Diagnostic[];
}

/**
 * Takes the findings of a baseline out of `diagnostics`, each as often as it is in there. Of several findings in one
 * field those with the same words go first.
 */
export function newSince(baseline: readonly KnownFinding[], diagnostics: readonly Diagnostic[]): Compared {
  const left = grouped(baseline, placeOf);
  const known = new Set<Diagnostic>();
  for (const sameWords of [true, false]) {
    for (const found of diagnostics) {
      if (known.has(found)) continue;
      const candidates = left.get(placeOf(knownFinding(found))) ?? [];
      const index = candidates.findIndex(({ message }) => !sameWords || message === found.message);
      if (index === -1) continue;
      candidates.splice(index, 1);
      known.add(found);
    }
  }
  const gone = [...left.values()].reduce((sum, findings) => sum + findings.length, 0);
  const remaining = diagnostics.filter((found) => !known.has(found));
  return { diagnostics: gone === 0 ? remaining : [...remaining, staleBaseline(gone)], known: [...known] };
}

function staleBaseline(gone: number): Diagnostic {
  return diagnostic("WM8004", {
    message: `the baseline names ${gone} finding${gone === 1 ? " that is" : "s that are"} gone`,
    advice: "Write it anew with --write-baseline.",
  });
}

function placeOf({ code, file, object, field }: KnownFinding): string {
  return [code, file, object, field].join("\u0000");
}

function knownFinding({ code, message, origin }: Diagnostic): KnownFinding {
  const field = origin === undefined ? "" : pathText(origin.path).replaceAll(/\[\d+\]/g, "[]");
  return { code, file: origin?.document?.source.file ?? "", object: origin?.object ?? "", field, message };
}
