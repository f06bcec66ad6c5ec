/** Reads the skeleton of a WebAssembly module: its sections, without a look at the code. Nothing here trusts a length. */
/** The bytes are no WebAssembly module, or are cut off. */
export class WasmFormatError extends Error {
    name = "WasmFormatError";
}
const kinds = ["function", "table", "memory", "global", "tag"];
const valueLetters = { 127: "i", 126: "I", 125: "f", 124: "F", 123: "v" };
const headerBytes = 8;
/**
 * Reads a module's skeleton.
 * @throws WasmFormatError if the bytes are no module of version 1, or end too early
 */
export function wasmSkeleton(bytes) {
    const reader = new Reader(bytes);
    if (reader.left < headerBytes || reader.u32() !== 0x6d736100)
        throw new WasmFormatError("no WebAssembly module");
    const version = reader.u32();
    if (version !== 1)
        throw new WasmFormatError(`version ${version} of the binary format: a component, not a module`);
    const found = new Sections();
    while (reader.left > 0) {
        const id = reader.byte();
        found.take(id, reader.part(reader.leb()));
    }
    return found.skeleton();
}
class Sections {
    #types = [];
    #imports = [];
    #functions = [];
    #memories = [];
    #exports = [];
    #custom = [];
    #start;
    take(id, part) {
        if (id === 0)
            this.#custom.push({ name: part.text(), bytes: part.rest() });
        else if (id === 1)
            this.#takeTypes(part);
        else if (id === 2)
            part.times(() => this.#takeImport(part));
        else if (id === 3)
            part.times(() => this.#functions.push(this.#typeAt(part.leb())));
        else if (id === 5)
            part.times(() => this.#memories.push(part.memory()));
        else if (id === 7)
            part.times(() => this.#takeExport(part));
        else if (id === 8)
            this.#start = part.leb();
    }
    skeleton() {
        return {
            imports: this.#imports,
            exports: this.#exports,
            memories: this.#memories,
            ...(this.#start !== undefined && { startFunction: this.#start }),
            custom: this.#custom,
        };
    }
    #takeTypes(part) {
        // Types newer than functions (records, groups) are beyond what a filter needs: from there on none is known.
        const count = part.leb();
        for (let index = 0; index < count; index += 1) {
            if (part.byte() !== 0x60)
                return;
            this.#types.push(`${part.valueTypes()}:${part.valueTypes()}`);
        }
    }
    #typeAt(index) {
        return this.#types[index] ?? "?";
    }
    #takeImport(part) {
        const names = { module: part.text(), name: part.text() };
        const kind = kindOf(part.byte());
        if (kind === "function") {
            const signature = this.#typeAt(part.leb());
            this.#functions.push(signature);
            this.#imports.push({ ...names, kind, signature });
            return;
        }
        if (kind === "memory")
            this.#memories.push(part.memory());
        else if (kind === "table")
            part.table();
        else if (kind === "global")
            part.skip(2);
        else
            part.skip(2);
        this.#imports.push({ ...names, kind });
    }
    #takeExport(part) {
        const name = part.text();
        const kind = kindOf(part.byte());
        const index = part.leb();
        this.#exports.push({ name, kind, ...(kind === "function" && { signature: this.#functions[index] ?? "?" }) });
    }
}
function kindOf(code) {
    const kind = kinds[code];
    if (kind === undefined)
        throw new WasmFormatError(`${code} is no kind of import or export`);
    return kind;
}
class Reader {
    #bytes;
    #at = 0;
    constructor(bytes) {
        this.#bytes = bytes;
    }
    get left() {
        return this.#bytes.length - this.#at;
    }
    byte() {
        const byte = this.#bytes[this.#at];
        if (byte === undefined)
            throw new WasmFormatError("the module is cut off");
        this.#at += 1;
        return byte;
    }
    u32() {
        return (this.byte() | (this.byte() << 8) | (this.byte() << 16) | (this.byte() << 24)) >>> 0;
    }
    leb() {
        let value = 0;
        for (let shift = 0; shift < 64; shift += 7) {
            const byte = this.byte();
            value += (byte & 0x7f) * 2 ** shift;
            if (byte < 0x80)
                return value;
        }
        throw new WasmFormatError("a number is longer than 64 bits");
    }
    part(length) {
        return new Reader(this.#take(length));
    }
    rest() {
        return this.#take(this.left);
    }
    skip(length) {
        this.#take(length);
    }
    text() {
        return Buffer.from(this.#take(this.leb())).toString("utf8");
    }
    valueTypes() {
        let letters = "";
        this.times(() => {
            letters += valueLetters[this.byte()] ?? "?";
        });
        return letters;
    }
    memory() {
        const flags = this.byte();
        const initialPages = this.leb();
        return {
            initialPages,
            ...((flags & 1) === 1 && { maximumPages: this.leb() }),
            shared: (flags & 2) === 2,
        };
    }
    table() {
        this.byte();
        const flags = this.byte();
        this.leb();
        if ((flags & 1) === 1)
            this.leb();
    }
    /** Does something as often as the number that stands here says; a number too large for the bytes ends in an error. */
    times(each) {
        const count = this.leb();
        for (let index = 0; index < count; index += 1)
            each();
    }
    #take(length) {
        if (length > this.left)
            throw new WasmFormatError("the module is cut off");
        const part = this.#bytes.subarray(this.#at, this.#at + length);
        this.#at += length;
        return part;
    }
}
//# sourceMappingURL=binary.js.map