/** How to build one filter. */
export interface FilterSource {
  /** Path to its AssemblyScript. */
  readonly entry: string;
  /** Where to write the module; its source map goes beside it. */
  readonly out?: string | undefined;
  /** Where paths in messages and traces start; default: the working directory. */
  readonly baseDir?: string | undefined;
  /** Without optimisation. */
  readonly debug?: boolean | undefined;
  /** Compile again only if something changed since the module that lies here. */
  readonly cacheDir?: string | undefined;
}

/** A filter that a proxy can run. */
export interface BuiltFilter {
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly sourceMap: string;
  /** What the compiler warned of; empty if of nothing. */
  readonly warnings: string;
}

/** What the compiler has to say, and about which place. */
export interface SourceProblem {
  readonly severity: "error" | "warning";
  /** The compiler's, `TS2322`; absent if it is the SDK that complains. */
  readonly code?: string;
  readonly message: string;
  /** From the base folder on; absent if it is about no place. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** Characters. */
  readonly length?: number;
}

/** A filter that does not compile, or whose module a proxy could not run. Its message is the whole story. */
export class FilterNotBuilt extends Error {
  /** The places in the source that it tells of; empty if it is about the module. */
  readonly problems: readonly SourceProblem[];
}

/** Compiles a filter and checks the result. Throws `FilterNotBuilt`. */
export function buildFilter(source: FilterSource): Promise<BuiltFilter>;

/** The compiler flags of every filter. */
export function compilerArguments(options?: { readonly baseDir?: string; readonly debug?: boolean }): string[];
