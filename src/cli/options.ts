/** The options of each command, as commander hands them over: apart from the commands, which load what they run lazily. */
import type { Severity } from "../diagnostics/diagnostic.js";
import type { LogLevel } from "../log-levels.js";

/** The options of `waymark generate`. */
export interface GenerateOptions extends ModuleOptions {
  readonly waypoint?: string;
  readonly type: readonly string[];
  readonly bootstrap: boolean;
  readonly static: boolean;
  readonly format: "yaml" | "json";
  readonly out?: string;
  readonly templates?: string;
  readonly xdsAddress: string;
  /** Files of the machine on which the Envoy runs. */
  readonly xdsCa?: string;
  readonly xdsName?: string;
  readonly xdsCert?: string;
  readonly xdsKey?: string;
  readonly fetch: boolean;
  readonly jwksAllow: readonly string[];
  readonly jwksCa?: string;
  /** `URL=FILE`. */
  readonly jwks: readonly string[];
}

/** Options that say which published key sets are to be had, and how. */
export type IssuerKeyOptions = Pick<GenerateOptions, "fetch" | "jwksAllow" | "jwksCa" | "jwks">;

/** The options of `waymark status`. */
export interface StatusOptions extends IssuerKeyOptions, ModuleOptions {
  readonly json: boolean;
  readonly format: "text" | "json";
  readonly namespace?: string;
  readonly notInEffect: boolean;
}

/** Options that say how modules of plugins are fetched. */
export interface ModuleOptions {
  /** False: nothing is fetched. */
  readonly fetch: boolean;
  readonly wasmAllow?: readonly string[];
  readonly wasmCa?: string;
  readonly wasmPlainHttp?: readonly string[];
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
export interface ServeOptions extends AuthorityOptions, KeyOptions, ModuleOptions {
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
export interface UpOptions extends AuthorityOptions, KeyOptions, ModuleOptions {
  readonly workload: readonly string[];
  readonly stateDir?: string;
  readonly envoy?: string;
  readonly templates?: string;
  readonly logLevel: LogLevel;
  readonly json: boolean;
}

/** The options of `waymark explain`. */
export interface ExplainOptions extends IssuerKeyOptions {
  readonly from: string;
  readonly to: string;
  readonly ip?: string;
  readonly method: string;
  readonly path: string;
  readonly header: readonly string[];
  readonly jwt?: string;
  /** `NAME=VALUE`. */
  readonly claim: readonly string[];
  /** `allow`, or the status with which authorizers refuse. */
  readonly authorizer: string;
  readonly whyNot?: string;
  readonly json: boolean;
  readonly html?: string;
}

/** The options of `waymark diff`. */
export interface DiffCommandOptions {
  readonly format: "text" | "json" | "markdown";
  readonly exitCode: boolean;
  readonly maxRequests: number;
  readonly maxCharacters: number;
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

/** The options of `waymark validate`. */
export interface ValidateCommandOptions {
  readonly format: "text" | "json" | "sarif" | "junit" | "github";
  readonly severity: Severity;
  readonly failOn: Severity | "never";
  readonly crds: readonly string[];
  /** `NAME=FILE`. */
  readonly pluginSchema: readonly string[];
  readonly clusterPerFolder: boolean;
  readonly baseline?: string;
  readonly writeBaseline: boolean;
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly explain?: string;
}

/** The options of `waymark test`. */
export interface TestOptions extends IssuerKeyOptions, ModuleOptions {
  readonly only: readonly string[];
  readonly manifests: readonly string[];
  readonly envoy: boolean;
  readonly watch: boolean;
  readonly format: "text" | "json" | "junit" | "github";
  readonly verbose: boolean;
  readonly coverage: boolean;
  readonly lcov?: string;
  readonly failUnder?: number;
}
