/**
 * The constraints that Envoy checks a message by before it takes it (validate.proto, read from the descriptors). One
 * broken constraint costs Envoy the whole response, so they are checked here first.
 */
import { readFileSync } from "node:fs";
import protobuf from "protobufjs";
import { brokenBooleanRules, brokenBytesRules, brokenDurationRules, brokenEnumRules, brokenListRules, brokenMapRules, brokenNumberRules, brokenTextRules, } from "./constraint-rules.js";
import { protoName, registeredTypes } from "./descriptors.js";
let table;
function constraintsOf(type) {
    table ??= JSON.parse(readFileSync(new URL("../../generated/constraints.json", import.meta.url), "utf8"));
    return table[type.fullName.slice(1)] ?? {};
}
const plans = new WeakMap();
/** What there is to check in a message of this type: most fields are not set in most messages, so that absence is apart. */
function planFor(type) {
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
export function violationsIn(type, message, path) {
    const { fields, wanted, oneofs } = planFor(type);
    const found = [];
    const check = (plan, value) => {
        found.push(...fieldViolations(plan, value, path === "" ? plan.protoName : `${path}.${plan.protoName}`));
    };
    for (const members of oneofs) {
        if (members.some((name) => isSet(message[name])))
            continue;
        found.push({ path, rule: `one of ${members.map((name) => spelling(type, name)).join(", ")}` });
    }
    for (const plan of wanted)
        if (!isSet(message[plan.field.name]))
            check(plan, undefined);
    for (const name of Object.keys(message)) {
        const plan = fields.get(name);
        if (plan !== undefined && isSet(message[name]))
            check(plan, message[name]);
    }
    return found;
}
function spelling(type, name) {
    const field = type.fields[name];
    return field === undefined ? name : protoName(field);
}
function isSet(value) {
    return value !== undefined && value !== null;
}
function fieldViolations({ field, rules }, value, path) {
    if (field instanceof protobuf.MapField)
        return mapViolations(field, { value, rules, path });
    if (field.repeated)
        return listViolations(field, { value, rules, path });
    return singleViolations(field, { value, rules, path });
}
function at(path, rules) {
    return rules.map((rule) => ({ path, rule }));
}
function mapViolations(field, { value, rules, path }) {
    const entries = Object.entries((value ?? {}));
    const map = rules?.["map"] ?? {};
    return [
        ...at(path, brokenMapRules(entries.length, map)),
        ...entries.flatMap(([key, item]) => {
            const place = `${path}[${JSON.stringify(key)}]`;
            const keyRules = map["keys"]?.["string"];
            return [
                ...(keyRules === undefined ? [] : at(place, brokenTextRules(key, keyRules))),
                ...elementViolations(field, { value: item, rules: map["values"], path: place }),
            ];
        }),
    ];
}
function listViolations(field, { value, rules, path }) {
    const items = (value ?? []);
    const list = rules?.["repeated"] ?? {};
    if (items.length === 0 && list["ignoreEmpty"] === true)
        return [];
    return [
        ...at(path, brokenListRules(items, list)),
        ...items.flatMap((item, index) => elementViolations(field, {
            value: item,
            rules: list["items"],
            path: `${path}[${index}]`,
        })),
    ];
}
function singleViolations(field, place) {
    if (isSet(place.value))
        return elementViolations(field, place);
    if (field.partOf)
        return []; // the rules of a oneof's member hold where it is the one that is set
    if (Object.values(place.rules ?? {}).some((rules) => rules["required"] === true))
        return at(place.path, ["required"]);
    // A message that is absent breaks no other rule; an absent scalar is its default value.
    if (field.resolvedType instanceof protobuf.Type || field.hasPresence)
        return [];
    return elementViolations(field, { ...place, value: defaultOf(field) });
}
function defaultOf(field) {
    if (field.type === "string")
        return "";
    if (field.type === "bytes")
        return new Uint8Array();
    return field.type === "bool" ? false : 0;
}
/** A value that is there: of a singular field, or one of a list or map. */
function elementViolations(field, { value, rules = {}, path }) {
    const type = field.resolvedType;
    if (!(type instanceof protobuf.Type))
        return scalarViolations(field, { value, rules, path });
    const message = value;
    if (rules["message"]?.["skip"] === true)
        return [];
    if (type.name === "Any")
        return anyViolations(message, path);
    if (rules["duration"] !== undefined)
        return at(path, brokenDurationRules(message, rules["duration"]));
    // Scalar rules on a message field speak of the value in a wrapper, such as google.protobuf.UInt32Value.
    const wrapped = type.fields["value"];
    const wrapperRules = Object.keys(rules).some((kind) => kind !== "message" && kind !== "any");
    if (wrapperRules && wrapped !== undefined) {
        return scalarViolations(wrapped, { value: message["value"] ?? defaultOf(wrapped), rules, path });
    }
    return violationsIn(type, message, path);
}
function anyViolations({ type: name, value }, path) {
    const type = registeredTypes().get(String(name));
    return type === undefined || !isSet(value) ? [] : violationsIn(type, value, path);
}
function scalarViolations(field, { value, rules = {}, path }) {
    return at(path, Object.entries(rules).flatMap(([kind, limits]) => brokenScalarRules({ field, kind, limits, value })));
}
function brokenScalarRules({ field, kind, limits, value }) {
    if (kind === "string")
        return brokenTextRules(String(value), limits);
    if (kind === "bytes")
        return brokenBytesRules(value, limits);
    if (kind === "bool")
        return brokenBooleanRules(value === true, limits);
    if (kind !== "enum")
        return brokenNumberRules(value, limits);
    const known = field.resolvedType instanceof protobuf.Enum ? Object.values(field.resolvedType.values) : [];
    return brokenEnumRules(Number(value), limits, new Set(known));
}
//# sourceMappingURL=constraints.js.map