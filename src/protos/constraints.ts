/**
 * The constraints that Envoy checks a message by before it takes it (validate.proto, read from the descriptors). One
 * broken constraint costs Envoy the whole response, so they are checked here first.
 */
import { readFileSync } from "node:fs";
import protobuf from "protobufjs";
import {
  brokenBooleanRules,
  brokenBytesRules,
  brokenDurationRules,
  brokenEnumRules,
  brokenListRules,
  brokenMapRules,
  brokenNumberRules,
  brokenTextRules,
  type Rules,
} from "./constraint-rules.js";
import { protoName, registeredTypes } from "./descriptors.js";
import type { Fields } from "./encoder.js";

/** A place in a message and the rule that is broken there. */
export interface ConstraintViolation {
  /** From the top of the message, as in ProtoError: `filter_chains[0].filters[0].typed_config.stat_prefix`. */
  readonly path: string;
  /** As validate.proto words it: `min_len: 1`, `required`, `one of path, prefix`. */
  readonly rule: string;
}

/** Of one field, by kind: `{ "string": { "minLen": 1 } }`. */
type FieldRules = Readonly<Record<string, Rules>>;

interface TypeConstraints {
  readonly fields?: Readonly<Record<string, FieldRules>>;
  /** Names of the members of each oneof that must be set. */
  readonly oneofs?: readonly (readonly string[])[];
}

let table: Readonly<Record<string, TypeConstraints>> | undefined;

function constraintsOf(type: protobuf.Type): TypeConstraints {
  table ??= JSON.parse(readFileSync(new URL("../../generated/constraints.json", import.meta.url), "utf8")) as Readonly<
    Record<string, TypeConstraints>
  >;
  return table[type.fullName.slice(1)] ?? {};
}

interface FieldPlan {
  readonly field: protobuf.Field;
  readonly rules: FieldRules | undefined;
  readonly protoName: string;
}

interface Plan {
  /** The fields that have rules or hold messages, by name. */
  readonly fields: ReadonlyMap<string, FieldPlan>;
  /** Those of them that break a rule where they are not set. */
  readonly wanted: readonly FieldPlan[];
  readonly oneofs: readonly (readonly string[])[];
}

const plans = new WeakMap<protobuf.Type, Plan>();

/** What there is to check in a message of this type: most fields are not set in most messages, so that absence is apart. */
function planFor(type: protobuf.Type): Plan {
  let plan = plans.get(type);
  if (plan === undefined) {
    const { fields = {}, oneofs = [] } = constraintsOf(type);
    const checked = type.fieldsArray
      .map((field) => ({ field: field.resolve(), rules: fields[field.name], protoName: protoName(field) }))
      .filter(({ field, rules }) => rules !== undefined || field.resolvedType instanceof protobuf.Type);
    plan = {
      fields: new Map(checked.map((it) => [it.field.name, it])),
      wanted: checked.filter((it) => fieldViolations(it, undefined, "").length > 0),
      oneofs,
    };
    plans.set(type, plan);
  }
  return plan;
}

/** Every broken constraint of a message and of the messages in it, those in Anys of registered types included. */
export function violationsIn(type: protobuf.Type, message: Fields, path: string): ConstraintViolation[] {
  const { fields, wanted, oneofs } = planFor(type);
  const found: ConstraintViolation[] = [];
  const check = (plan: FieldPlan, value: unknown): void => {
    found.push(...fieldViolations(plan, value, path === "" ? plan.protoName : `${path}.${plan.protoName}`));
  };
  for (const members of oneofs) {
    if (members.some((name) => isSet(message[name]))) continue;
    found.push({ path, rule: `one of ${members.map((name) => spelling(type, name)).join(", ")}` });
  }
  for (const plan of wanted) if (!isSet(message[plan.field.name])) check(plan, undefined);
  for (const name of Object.keys(message)) {
    const plan = fields.get(name);
    if (plan !== undefined && isSet(message[name])) check(plan, message[name]);
  }
  return found;
}

function spelling(type: protobuf.Type, name: string): string {
  const field = type.fields[name];
  return field === undefined ? name : protoName(field);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function fieldViolations({ field, rules }: FieldPlan, value: unknown, path: string): ConstraintViolation[] {
  if (field instanceof protobuf.MapField) return mapViolations(field, { value, rules, path });
  if (field.repeated) return listViolations(field, { value, rules, path });
  return singleViolations(field, { value, rules, path });
}

interface Place {
  readonly value: unknown;
  readonly rules: FieldRules | undefined;
  readonly path: string;
}

function at(path: string, rules: readonly string[]): ConstraintViolation[] {
  return rules.map((rule) => ({ path, rule }));
}

function mapViolations(field: protobuf.MapField, { value, rules, path }: Place): ConstraintViolation[] {
  const entries = Object.entries((value ?? {}) as Fields);
  const map = rules?.["map"] ?? {};
  return [
    ...at(path, brokenMapRules(entries.length, map)),
    ...entries.flatMap(([key, item]) => {
      const place = `${path}[${JSON.stringify(key)}]`;
      const keyRules = (map["keys"] as FieldRules | undefined)?.["string"];
      return [
        ...(keyRules === undefined ? [] : at(place, brokenTextRules(key, keyRules))),
        ...elementViolations(field, { value: item, rules: map["values"] as FieldRules | undefined, path: place }),
      ];
    }),
  ];
}

function listViolations(field: protobuf.Field, { value, rules, path }: Place): ConstraintViolation[] {
  const items = (value ?? []) as readonly unknown[];
  const list = rules?.["repeated"] ?? {};
  if (items.length === 0 && list["ignoreEmpty"] === true) return [];
  return [
    ...at(path, brokenListRules(items, list)),
    ...items.flatMap((item, index) =>
      elementViolations(field, {
        value: item,
        rules: list["items"] as FieldRules | undefined,
        path: `${path}[${index}]`,
      }),
    ),
  ];
}

function singleViolations(field: protobuf.Field, place: Place): ConstraintViolation[] {
  if (isSet(place.value)) return elementViolations(field, place);
  if (field.partOf) return []; // the rules of a oneof's member hold where it is the one that is set
  if (Object.values(place.rules ?? {}).some((rules) => rules["required"] === true)) return at(place.path, ["required"]);
  // A message that is absent breaks no other rule; an absent scalar is its default value.
  if (field.resolvedType instanceof protobuf.Type || field.hasPresence) return [];
  return elementViolations(field, { ...place, value: defaultOf(field) });
}

function defaultOf(field: protobuf.Field): unknown {
  if (field.type === "string") return "";
  if (field.type === "bytes") return new Uint8Array();
  return field.type === "bool" ? false : 0;
}

/** A value that is there: of a singular field, or one of a list or map. */
function elementViolations(
  field: protobuf.Field | protobuf.MapField,
  { value, rules = {}, path }: Place,
): ConstraintViolation[] {
  const type = field.resolvedType;
  if (!(type instanceof protobuf.Type)) return scalarViolations(field, { value, rules, path });
  const message = value as Fields;
  if (rules["message"]?.["skip"] === true) return [];
  if (type.name === "Any") return anyViolations(message, path);
  if (rules["duration"] !== undefined) return at(path, brokenDurationRules(message, rules["duration"]));
  // Scalar rules on a message field speak of the value in a wrapper, such as google.protobuf.UInt32Value.
  const wrapped = type.fields["value"];
  const wrapperRules = Object.keys(rules).some((kind) => kind !== "message" && kind !== "any");
  if (wrapperRules && wrapped !== undefined) {
    return scalarViolations(wrapped, { value: message["value"] ?? defaultOf(wrapped), rules, path });
  }
  return violationsIn(type, message, path);
}

function anyViolations({ type: name, value }: Fields, path: string): ConstraintViolation[] {
  const type = registeredTypes().get(String(name));
  return type === undefined || !isSet(value) ? [] : violationsIn(type, value as Fields, path);
}

function scalarViolations(
  field: protobuf.Field | protobuf.MapField,
  { value, rules = {}, path }: Place,
): ConstraintViolation[] {
  return at(
    path,
    Object.entries(rules).flatMap(([kind, limits]) => brokenScalarRules({ field, kind, limits, value })),
  );
}

interface Scalar {
  readonly field: protobuf.Field | protobuf.MapField;
  readonly kind: string;
  readonly limits: Rules;
  readonly value: unknown;
}

function brokenScalarRules({ field, kind, limits, value }: Scalar): string[] {
  if (kind === "string") return brokenTextRules(String(value), limits);
  if (kind === "bytes") return brokenBytesRules(value as Uint8Array, limits);
  if (kind === "bool") return brokenBooleanRules(value === true, limits);
  if (kind !== "enum") return brokenNumberRules(value, limits);
  const known = field.resolvedType instanceof protobuf.Enum ? Object.values(field.resolvedType.values) : [];
  return brokenEnumRules(Number(value), limits, new Set(known));
}
