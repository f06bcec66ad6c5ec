/** A function's type, by the names of value types. */
export interface FunctionType {
  readonly parameters: readonly string[];
  readonly results: readonly string[];
}

/** An import of a module. */
export interface ModuleImport {
  readonly module: string;
  readonly name: string;
  readonly kind: string;
  /** Of a function. */
  readonly type?: FunctionType;
}

/** An export of a module. */
export interface ModuleExport {
  readonly name: string;
  readonly kind: string;
  readonly index: number;
}

/** What a module says about itself. */
export interface ModuleFacts {
  readonly imports: readonly ModuleImport[];
  readonly exports: readonly ModuleExport[];
  readonly hasStart: boolean;
  readonly hasNames: boolean;
  /** Bytes. */
  readonly size: number;
  /** Type of the function with that index; undefined if there is none. */
  functionType(index: number): FunctionType | undefined;
}

/** What a filter may import. */
export const hostFunctions: Readonly<Record<string, Readonly<Record<string, FunctionType>>>>;

/** What the host calls in a filter. */
export const callbackSignatures: Readonly<Record<string, FunctionType>>;

/** The facts of a module, and what speaks against running it in a proxy. Throws on bytes that are no module. */
export function checkedModule(bytes: Uint8Array): ModuleFacts & { readonly problems: readonly string[] };

/** The facts of a module. Throws on bytes that are no module. */
export function readModule(bytes: Uint8Array): ModuleFacts;

/** The module with short names for its functions, and no other names. */
export function withShortNames(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
