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

/** A filter that does not compile, or whose module a proxy could not run. Its message is the whole story. */
export class FilterNotBuilt extends Error {}

/** Compiles a filter and checks the result. Throws `FilterNotBuilt`. */
export function buildFilter(source: FilterSource): Promise<BuiltFilter>;

/** The compiler flags of every filter. */
export function compilerArguments(options?: { readonly baseDir?: string; readonly debug?: boolean }): string[];
