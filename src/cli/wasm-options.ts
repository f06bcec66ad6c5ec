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
