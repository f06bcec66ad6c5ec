/** The parts of a descriptor that rendering reads; names and numbers as in google/protobuf/descriptor.proto. */
export interface FieldDescriptor {
  readonly name: string;
  readonly number: number;
  readonly label: number;
  readonly type: number;
  readonly typeName?: string;
  readonly jsonName?: string;
  readonly oneofIndex?: number;
  readonly proto3Optional?: boolean;
  readonly options?: Readonly<Record<string, unknown>>;
}
export interface MessageDescriptor {
  readonly name: string;
  readonly field: readonly FieldDescriptor[];
  readonly nestedType: readonly MessageDescriptor[];
  readonly enumType: readonly EnumDescriptor[];
  readonly oneofDecl: readonly { readonly name: string; readonly options?: Readonly<Record<string, unknown>> }[];
  readonly options?: Readonly<Record<string, unknown>>;
}
export interface EnumDescriptor {
  readonly name: string;
  readonly value: readonly { readonly name: string; readonly number: number }[];
}
export interface FileDescriptor {
  readonly package: string;
  readonly syntax: string;
  readonly messageType: readonly MessageDescriptor[];
  readonly enumType: readonly EnumDescriptor[];
}
export type Types = ReadonlyMap<string, unknown>;

export declare function typesOf(files: ReadonlyMap<string, FileDescriptor>): Types;
export declare function lacking(
  types: Types,
  wanted: { readonly types: readonly string[]; readonly fields: readonly string[] },
): { readonly types: readonly string[]; readonly fields: readonly string[] };
export declare function closureOf(types: Types, roots: readonly string[]): readonly string[];
export declare function rootJson(types: Types, names: readonly string[]): object;
export declare function declarations(types: Types, names: readonly string[], registry: readonly string[]): string;
export declare function enumConstants(types: Types, names: readonly string[], registry: readonly string[]): string;
export declare function constraintTable(types: Types, names: readonly string[]): object;
