/** Writes small WebAssembly modules by hand: what inspection and hosts think of odd ones is told by their bytes. */

/** What a module is to have. What is left out is as in a module that Envoy loads. */
export interface ModulePlan {
  /** The export that names the ABI version; empty for none. */
  readonly marker?: string;
  readonly imports?: readonly (readonly [module: string, name: string, signature: string])[];
  /** Functions that do nothing, by name; default an allocator. */
  readonly exports?: Readonly<Record<string, string>>;
  /** Pages; 0 for no memory. */
  readonly memoryPages?: number;
  /** The first function becomes the start function. */
  readonly start?: boolean;
  readonly custom?: Readonly<Record<string, string>>;
}

const types: Readonly<Record<string, number>> = { i: 0x7f, I: 0x7e, f: 0x7d, F: 0x7c };

/** The bytes of a module. */
export function moduleBytes(plan: ModulePlan = {}): Buffer {
  const { marker = "proxy_abi_version_0_2_1", imports = [], exports = { malloc: "i:i" }, memoryPages = 1 } = plan;
  const functions = { ...(marker !== "" && { [marker]: ":" }), ...exports };
  const signatures = [...imports.map(([, , signature]) => signature), ...Object.values(functions)];
  const own = Object.keys(functions);
  const imported = imports.map(([module, name], index) => [...text(module), ...text(name), 0, ...leb(index)]);
  const exported = own.map((name, index) => [...text(name), 0, ...leb(imports.length + index)]);
  const memory = memoryPages > 0;
  return Buffer.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(signatures.map(functionType))),
    ...(imports.length > 0 ? section(2, vector(imported)) : []),
    ...section(3, vector(own.map((_, index) => leb(imports.length + index)))),
    ...(memory ? section(5, [1, 0, ...leb(memoryPages)]) : []),
    ...section(7, vector([...exported, ...(memory ? [[...text("memory"), 2, 0]] : [])])),
    ...(plan.start === true ? section(8, leb(imports.length)) : []),
    ...section(10, vector(Object.values(functions).map(emptyBody))),
    ...Object.entries(plan.custom ?? {}).flatMap(([name, value]) => section(0, [...text(name), ...text(value)])),
  ]);
}

function functionType(signature: string): number[] {
  const [parameters = "", results = ""] = signature.split(":");
  return [0x60, ...vector(letters(parameters)), ...vector(letters(results))];
}

function letters(list: string): number[][] {
  return [...list].map((letter) => [types[letter] ?? 0]);
}

/** Answers zero, or nothing. */
function emptyBody(signature: string): number[] {
  const zero: Readonly<Record<string, number[]>> = { i: [0x41, 0], I: [0x42, 0] };
  const code = [0, ...(zero[signature.split(":")[1] ?? ""] ?? []), 0x0b];
  return [...leb(code.length), ...code];
}

function section(id: number, bytes: readonly number[]): number[] {
  return [id, ...leb(bytes.length), ...bytes];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...leb(items.length), ...items.flat()];
}

function text(value: string): number[] {
  return [...leb(value.length), ...Buffer.from(value)];
}

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}
