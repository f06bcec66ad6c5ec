/** A module that traps: where it happened, in the author's words if the module or its source map knows them. */
import { SourceMap, type SourceMapPayload } from "node:module";

/** One place of a trap's stack. */
export interface TrapFrame {
  /** The function's name, or `wasm-function[12]` if the module keeps no names. */
  readonly function: string;
  /** Bytes from the module's beginning. */
  readonly offset: number;
  /** `assembly/index.ts:12:3`, if there is a source map. */
  readonly source?: string;
}

/** A module ended in a trap: its virtual machine is of no use any more. */
export class WasmTrap extends Error {
  override readonly name = "WasmTrap";
  /** The export that was called, such as `proxy_on_request_headers`. */
  readonly callback: string;
  readonly frames: readonly TrapFrame[];

  constructor(callback: string, cause: unknown, sourceMap?: SourceMap) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const frames = framesOf(cause instanceof Error ? (cause.stack ?? "") : "", sourceMap);
    super([`${callback} trapped: ${reason}`, ...frames.map(frameText)].join("\n"), { cause });
    this.callback = callback;
    this.frames = frames;
  }
}

/** A source map from its text; undefined if it is none. */
export function sourceMapOf(text: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(text) as SourceMapPayload);
  } catch {
    return undefined;
  }
}

// V8 writes `at name (wasm://wasm/b4e1f0da:wasm-function[12]:0x1f3)`; source map tools, Jest's among them, rewrite that to
// `at name (wasm://wasm/b4e1f0da:1:500)`, a column being an offset plus one. Functions without names are anonymous.
const frameForm = /at (?:(\S+) \()?wasm:\/\/[^:]*:(?:wasm-function\[(\d+)\]:0x([0-9a-f]+)|1:(\d+))\)?/;

function framesOf(stack: string, sourceMap: SourceMap | undefined): TrapFrame[] {
  return stack.split("\n").flatMap((line) => {
    const [matched, name, index, hex, column] = frameForm.exec(line) ?? [];
    if (matched === undefined) return [];
    const offset = hex === undefined ? Number(column) - 1 : Number.parseInt(hex, 16);
    const source = sourceAt(offset, sourceMap);
    const known = name === undefined || name.includes("<anonymous>") ? `wasm-function[${index ?? "?"}]` : name;
    return [{ function: known, offset, ...(source !== undefined && { source }) }];
  });
}

function sourceAt(offset: number, sourceMap: SourceMap | undefined): string | undefined {
  const entry = sourceMap?.findEntry(0, offset);
  if (entry === undefined || !("originalSource" in entry)) return undefined;
  return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

function frameText({ function: name, offset, source }: TrapFrame): string {
  return `    at ${name} (${source ?? `0x${offset.toString(16)}`})`;
}
