/** The options of each command, as commander hands them over: apart from the commands, which load what they run lazily. */
import type { LogLevel } from "../log-levels.js";

/** The options of `waymark generate`. */
export interface GenerateOptions {
  readonly waypoint?: string;
  readonly type: readonly string[];
  readonly bootstrap: boolean;
  readonly static: boolean;
  readonly format: "yaml" | "json";
  readonly out?: string;
  readonly templates?: string;
  readonly xdsAddress: string;
  readonly fetch: boolean;
  readonly jwksAllow: readonly string[];
  readonly jwksCa?: string;
  /** `URL=FILE`. */
  readonly jwks: readonly string[];
}

/** Options that say which published key sets are to be had, and how. */
export type IssuerKeyOptions = Pick<GenerateOptions, "fetch" | "jwksAllow" | "jwksCa" | "jwks">;

/** The options of `waymark status`. */
export interface StatusOptions extends IssuerKeyOptions {
  readonly json: boolean;
  readonly format: "text" | "json";
  readonly namespace?: string;
  readonly notInEffect: boolean;
}

/** Options of the commands that issue certificates. */
export interface AuthorityOptions {
  readonly caRoot?: string;
  readonly caCert?: string;
  readonly caKey?: string;
  readonly caChain?: string;
}

/** Options of the commands that fetch key sets. */
export interface KeyOptions {
  /** False: nothing is fetched. */
  readonly fetch: boolean;
  readonly jwksAllow: readonly string[];
  readonly jwksCa?: string;
  /** Seconds. */
  readonly jwksRefresh?: number;
}

/** The options of `waymark serve`. */
export interface ServeOptions extends AuthorityOptions, KeyOptions {
  readonly xdsAddress: string;
  readonly httpAddress: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly clientCa?: string;
  readonly insecure: boolean;
  readonly stateDir?: string;
  readonly templates?: string;
  readonly logLevel: LogLevel;
}

/** The options of `waymark up`. */
export interface UpOptions extends AuthorityOptions, KeyOptions {
  readonly workload: readonly string[];
  readonly stateDir?: string;
  readonly envoy?: string;
  readonly templates?: string;
  readonly logLevel: LogLevel;
  readonly json: boolean;
}

/** The options of `waymark curl`. */
export interface CurlOptions {
  readonly as?: string;
  readonly proxy?: string;
  readonly folder?: string;
  readonly request?: string;
  readonly header: readonly string[];
  readonly data?: string;
  readonly include: boolean;
  /** Seconds. */
  readonly maxTime: number;
  readonly json: boolean;
}
