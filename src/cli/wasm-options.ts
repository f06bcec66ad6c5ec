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
