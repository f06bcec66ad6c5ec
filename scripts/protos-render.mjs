/**
 * From file descriptors to what the code reads: the closure of the registry's types, as a protobufjs Root in JSON, as
 * TypeScript interfaces, as enum constants, and as a table of constraints.
 */

const messageType = 11;
const enumType = 14;
const repeatedLabel = 3;

/** FieldDescriptorProto.Type -> proto keyword and TypeScript type. */
const scalars = {
  1: ["double", "number"],
  2: ["float", "number"],
  3: ["int64", "number | string"],
  4: ["uint64", "number | string"],
  5: ["int32", "number"],
  6: ["fixed64", "number | string"],
  7: ["fixed32", "number"],
  8: ["bool", "boolean"],
  9: ["string", "string"],
  12: ["bytes", "Uint8Array"],
  13: ["uint32", "number"],
  15: ["sfixed32", "number"],
  16: ["sfixed64", "number | string"],
  17: ["sint32", "number"],
  18: ["sint64", "number | string"],
};

/**
 * Every message and enum of the files by full name.
 * @returns {Map<string, {kind: "message" | "enum", descriptor: object, file: object}>}
 */
export function typesOf(files) {
  const types = new Map();
  const addEnums = (enums, prefix, file) => {
    for (const descriptor of enums) types.set(prefix + descriptor.name, { kind: "enum", descriptor, file });
  };
  const addMessages = (messages, prefix, file) => {
    for (const descriptor of messages) {
      const name = prefix + descriptor.name;
      types.set(name, { kind: "message", descriptor, file });
      addMessages(descriptor.nestedType, `${name}.`, file);
      addEnums(descriptor.enumType, `${name}.`, file);
    }
  };
  for (const file of files.values()) {
    const prefix = file.package === "" ? "" : `${file.package}.`;
    addMessages(file.messageType, prefix, file);
    addEnums(file.enumType, prefix, file);
  }
  return types;
}

/** What `wanted` names (types by full name, fields by type and proto name) and `types` does not have. */
export function lacking(types, wanted) {
  const fieldIsThere = (path) => {
    const dot = path.lastIndexOf(".");
    return types.get(path.slice(0, dot))?.descriptor.field?.some((field) => field.name === path.slice(dot + 1));
  };
  return {
    types: wanted.types.filter((name) => types.get(name)?.kind !== "message"),
    fields: wanted.fields.filter((path) => !fieldIsThere(path)),
  };
}

/** The names of all types reachable from `roots` through fields, sorted. Map entries are part of their field. */
export function closureOf(types, roots) {
  const reached = new Set();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    const type = types.get(name);
    if (type === undefined) throw new Error(`type ${name} is referred to but not defined`);
    if (type.kind === "message" && type.file.syntax !== "proto3") {
      throw new Error(`${name} is of syntax ${type.file.syntax || "proto2 or an edition"}; only proto3 is supported`);
    }
    reached.add(name);
    for (const field of type.descriptor.field ?? []) if (field.typeName) waiting.push(field.typeName.slice(1));
  }
  return [...reached].sort().filter((name) => !types.get(name).descriptor.options?.mapEntry);
}

/** `{envoy: {config: {...}}}`: the names as a tree; a node holds its type's name if there is a type of that name. */
function nameTree(names) {
  const root = { children: new Map() };
  for (const name of names) {
    let node = root;
    for (const part of name.split(".")) {
      if (!node.children.has(part)) node.children.set(part, { children: new Map() });
      node = node.children.get(part);
    }
    node.type = name;
  }
  return root;
}

/** The name in ProtoJSON; descriptors inside a binary carry it only where it is not the usual one. */
function jsonNameOf(field) {
  return field.jsonName || camelCase(field.name);
}

function camelCase(name) {
  return name.replace(/_+(.?)/g, (_, letter) => letter.toUpperCase());
}

function mapEntryOf(types, field) {
  if (field.label !== repeatedLabel || field.type !== messageType) return undefined;
  const { descriptor } = types.get(field.typeName.slice(1));
  if (!descriptor.options?.mapEntry) return undefined;
  return { key: descriptor.field.find((it) => it.number === 1), value: descriptor.field.find((it) => it.number === 2) };
}

/** The JSON form of a protobufjs Root: see Root.fromJSON. References are absolute, which is quickest to resolve. */
export function rootJson(types, names) {
  const node = ({ type, children }) => {
    const nested = {};
    for (const [name, child] of children) nested[name] = node(child);
    return {
      ...(type === undefined ? {} : typeJson(types, type)),
      ...(children.size > 0 ? { nested } : {}),
    };
  };
  return node(nameTree(names));
}

function typeJson(types, name) {
  const { kind, descriptor } = types.get(name);
  if (kind === "enum") return { values: Object.fromEntries(descriptor.value.map((it) => [it.name, it.number])) };
  const fields = {};
  for (const field of descriptor.field) fields[jsonNameOf(field)] = fieldJson(types, field);
  const oneofs = {};
  for (const [index, oneof] of descriptor.oneofDecl.entries()) {
    oneofs[oneof.name] = { oneof: membersOf(descriptor, index).map(jsonNameOf) };
  }
  return { ...(descriptor.oneofDecl.length > 0 ? { oneofs } : {}), fields };
}

function membersOf(descriptor, oneofIndex) {
  return descriptor.field.filter((field) => Object.hasOwn(field, "oneofIndex") && field.oneofIndex === oneofIndex);
}

function fieldJson(types, field) {
  const entry = mapEntryOf(types, field);
  const valueField = entry?.value ?? field;
  return {
    ...(entry === undefined ? {} : { keyType: scalars[entry.key.type][0] }),
    ...(entry === undefined && field.label === repeatedLabel ? { rule: "repeated" } : {}),
    type: valueField.typeName || scalars[valueField.type][0],
    id: field.number,
    ...(field.name === jsonNameOf(field) ? {} : { protoName: field.name }),
    ...(jsonNameOf(field) === camelCase(field.name) ? {} : { jsonName: field.jsonName }),
    ...(field.proto3Optional ? { options: { proto3_optional: true } } : {}),
  };
}

/** The declarations of `rootJson` and `enumConstants`: one nested namespace for each package, one interface a message. */
export function declarations(types, names, registry) {
  const lines = [];
  const write = (depth, text) => lines.push(`${" ".repeat(depth)}${text}`);
  const writeNode = (name, { type, children }, depth) => {
    if (type !== undefined) for (const line of declarationOf(types, type, name)) write(depth, line);
    if (children.size === 0) return;
    write(depth, `${depth === 0 ? "export declare " : ""}namespace ${name} {`);
    for (const [childName, child] of children) writeNode(childName, child, depth + 1);
    write(depth, "}");
  };
  for (const [name, child] of nameTree(names).children) writeNode(name, child, 0);
  return [
    "// Generated by `npm run setup` from the API that the Envoy binary carries. Deprecated fields are left out.",
    "",
    "/** A google.protobuf.Any: a message of a known type, or the bytes of one that was encoded before or is not known. */",
    "export type AnyMessage = TypedMessage | { readonly type: string; readonly bytes: Uint8Array };",
    "export type TypedMessage = { [N in MessageName]: { readonly type: N; readonly value: MessageTypes[N] } }[MessageName];",
    "export type MessageName = keyof MessageTypes;",
    "/** The types that may stand at the top of a resource or in an Any. */",
    "export declare const registry: readonly MessageName[];",
    "export interface MessageTypes {",
    ...registry.map((name) => ` readonly ${JSON.stringify(name)}: ${name};`),
    "}",
    ...lines,
    "",
  ].join("\n");
}

function declarationOf(types, fullName, name) {
  const { kind, descriptor } = types.get(fullName);
  if (kind === "enum") {
    const values = descriptor.value.map((it) => `readonly ${it.name}: ${it.number}`).join("; ");
    return [`const ${name}: { ${values} };`, `type ${name} = (typeof ${name})[keyof typeof ${name}];`];
  }
  const fields = descriptor.field.filter((field) => !field.options?.deprecated);
  return [
    `interface ${name} {`,
    ...fields.map((field) => ` readonly ${jsonNameOf(field)}?: ${fieldType(types, field)} | undefined;`),
    "}",
  ];
}

function fieldType(types, field) {
  const entry = mapEntryOf(types, field);
  if (entry !== undefined) return `{ readonly [key: string]: ${singularType(entry.value)} }`;
  const singular = singularType(field);
  if (field.label !== repeatedLabel) return singular;
  return singular.includes("|") ? `readonly (${singular})[]` : `readonly ${singular}[]`;
}

function singularType(field) {
  if (field.type !== messageType && field.type !== enumType) return scalars[field.type][1];
  return field.typeName === ".google.protobuf.Any" ? "AnyMessage" : field.typeName.slice(1);
}

/** An ES module of the registry and of the enums' values, these in frozen objects nested as the packages are. */
export function enumConstants(types, names, registry) {
  const enums = names.filter((name) => types.get(name).kind === "enum");
  const literal = ({ type, children }) => {
    const members = [...children].map(([name, child]) => `${name}: ${literal(child)}`);
    if (type !== undefined)
      members.unshift(...types.get(type).descriptor.value.map((it) => `${it.name}: ${it.number}`));
    return `f({ ${members.join(", ")} })`;
  };
  return [
    "// Generated by `npm run setup` from the API that the Envoy binary carries.",
    "const f = Object.freeze;",
    `export const registry = f(${JSON.stringify(registry)});`,
    ...[...nameTree(enums).children].map(([name, child]) => `export const ${name} = ${literal(child)};`),
    "",
  ].join("\n");
}

/**
 * The proto-constraint rules that Envoy refuses a message by: type -> { fields: { jsonName: rules }, oneofs: [members] }.
 * A rule is kept as validate.proto words it: `{"duration": {"gt": {}}}`; `oneofs` holds the ones of which one member must
 * be set.
 */
export function constraintTable(types, names) {
  const table = {};
  for (const name of names) {
    const { kind, descriptor } = types.get(name);
    if (kind === "enum" || descriptor.options?.[".validate.disabled"] || descriptor.options?.[".validate.ignored"])
      continue;
    const fields = {};
    for (const field of descriptor.field) {
      const rules = field.options?.[".validate.rules"];
      if (rules !== undefined && rules !== null) fields[jsonNameOf(field)] = rules.toJSON();
    }
    const oneofs = descriptor.oneofDecl.flatMap((oneof, index) =>
      oneof.options?.[".validate.required"] ? [membersOf(descriptor, index).map(jsonNameOf)] : [],
    );
    if (Object.keys(fields).length + oneofs.length > 0) {
      table[name] = { ...(Object.keys(fields).length > 0 ? { fields } : {}), ...(oneofs.length > 0 ? { oneofs } : {}) };
    }
  }
  return table;
}
