/** Options of the commands that speak to registries. */
export interface RegistryOptions {
  readonly user?: string;
  readonly plainHttp: readonly string[];
  readonly ca?: string;
}

export interface WasmInspectOptions extends RegistryOptions {
  readonly json: boolean;
}

export interface WasmPushOptions extends RegistryOptions {
  readonly layout: "artifact" | "image";
  readonly schema?: string;
}

export interface WasmInitOptions {
  readonly template: "headers" | "body" | "minimal";
}

export interface WasmBuildOptions {
  readonly out?: string;
  readonly watch: boolean;
  readonly json: boolean;
}

export interface WasmTestOptions {
  /** A path: this one. */
  readonly envoy: boolean | string;
  readonly build: boolean;
}

export interface WasmBenchOptions {
  /** JSON, or `@FILE`; so are the bodies. */
  readonly config?: string;
  readonly requests: number;
  readonly rounds: number;
  readonly connections: number;
  readonly method?: string;
  readonly path: string;
  readonly header: readonly string[];
  readonly body?: string;
  readonly responseBody: string;
  readonly responseType: string;
  readonly envoy?: string;
  readonly json: boolean;
}
