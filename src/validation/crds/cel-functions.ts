/** The functions that Kubernetes adds to CEL. URLs, addresses and quantities are maps: they are compared as such. */
import { isIP, isIPv6 } from "node:net";
import type { CelFunc, CelInput, CelMap } from "@bufbuild/cel";
import { CelScalar, celFunc, celMethod, listType, mapType } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { RE2JS } from "re2js";
import { isCidr } from "./formats.js";
import { compareQuantities, isQuantity, quantityNumber, quantityValue } from "./quantities.js";

const { BOOL, DOUBLE, DYN, INT, NULL, STRING } = CelScalar;
const MAP = mapType(STRING, DYN);
const LIST = listType(DYN);

type Parsed = ReadonlyMap<string, CelInput>;

function field(map: CelMap, name: string): string {
  return String(map.get(name) ?? "");
}

/** What the Go library takes for a URL that a request could be for: absolute, or a path. */
function parsedUrl(text: string): Parsed {
  if (text.startsWith("/")) {
    const [path = "", query = ""] = text.split("?");
    return new Map([
      ["scheme", ""],
      ["host", ""],
      ["hostname", ""],
      ["port", ""],
      ["escapedPath", path],
      ["query", query],
    ]);
  }
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/(?:[^/?#@]*@)?([^/?#]*))?([^?#]*)(?:\?([^#]*))?/.exec(text);
  if (parts === null || /[\s\p{Cc}]/u.test(text)) throw new Error(`${text} is no URL`);
  const [, scheme = "", host = "", path = "", query = ""] = parts;
  const [, hostname = "", port = ""] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(host) ?? [];
  if (host !== "" && hostname === "" && port === "") throw new Error(`${text} is no URL`);
  const fields: readonly (readonly [string, string])[] = [
    ["scheme", scheme.toLowerCase()],
    ["host", host],
    ["hostname", hostname.replace(/^\[|\]$/g, "")],
    ["port", port],
    ["escapedPath", path],
    ["query", query],
  ];
  return new Map(fields);
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

const urls: readonly CelFunc[] = [
  celFunc("url", [STRING], MAP, (text) => parsedUrl(text)),
  celFunc("isURL", [STRING], BOOL, (text) => succeeds(() => parsedUrl(text))),
  ...(["Scheme", "Host", "Hostname", "Port", "EscapedPath"] as const).map((part) =>
    celMethod(`get${part}`, MAP, [], STRING, function () {
      return field(this, part.charAt(0).toLowerCase() + part.slice(1));
    }),
  ),
  celMethod("getQuery", MAP, [], MAP, function () {
    const query = new URLSearchParams(field(this, "query"));
    return new Map([...new Set(query.keys())].map((key) => [key, query.getAll(key)]));
  }),
];

function parsedIp(text: string): Parsed {
  const family = isIP(text);
  if (family === 0 || text.includes("%")) throw new Error(`${text} is no IP address`);
  return new Map<string, CelInput>([
    ["ip", canonicalIp(text)],
    ["family", BigInt(family)],
  ]);
}

function canonicalIp(text: string): string {
  return isIPv6(text) ? new URL(`http://[${text}]`).hostname.slice(1, -1) : text;
}

const addresses: readonly CelFunc[] = [
  celFunc("isIP", [STRING], BOOL, (text) => succeeds(() => parsedIp(text))),
  celFunc("ip", [STRING], MAP, (text) => parsedIp(text)),
  celFunc("isCIDR", [STRING], BOOL, (text) => isCidr(text)),
  celMethod("family", MAP, [], INT, function () {
    return this.get("family") as bigint;
  }),
];

const quantities: readonly CelFunc[] = [
  celFunc("isQuantity", [STRING], BOOL, (text) => isQuantity(text)),
  celFunc("quantity", [STRING], MAP, (text) => quantityMap(text)),
  celMethod("compareTo", MAP, [MAP], INT, function (other) {
    return compared(this, other);
  }),
  celMethod("isGreaterThan", MAP, [MAP], BOOL, function (other) {
    return compared(this, other) > 0n;
  }),
  celMethod("isLessThan", MAP, [MAP], BOOL, function (other) {
    return compared(this, other) < 0n;
  }),
  celMethod("sign", MAP, [], INT, function () {
    return compareQuantities(field(this, "quantity"), "0");
  }),
  celMethod("asApproximateFloat", MAP, [], DOUBLE, function () {
    return quantityNumber(field(this, "quantity"));
  }),
];

function quantityMap(text: string): Parsed {
  if (!isQuantity(text)) throw new Error(`${text} is no quantity`);
  // Equal quantities are equal maps, however they are written.
  return new Map([["quantity", quantityValue(text)]]);
}

function compared(one: CelMap, other: CelMap): bigint {
  return compareQuantities(field(one, "quantity"), field(other, "quantity"));
}

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The named formats: what is wrong with a text, or nothing. */
const namedFormats: Readonly<Record<string, (text: string) => boolean>> = {
  dns1123Label: (text) => text.length <= 63 && label.test(text),
  dns1123Subdomain: (text) => text.length <= 253 && subdomain.test(text),
  dns1035Label: (text) => text.length <= 63 && /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(text),
  qualifiedName: (text) => /^([^/]{1,253}\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(text),
  labelValue: (text) => /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/.test(text),
  uri: (text) => URL.canParse(text),
  uuid: (text) => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text),
  byte: (text) => /^[A-Za-z0-9+/]*={0,2}$/.test(text),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text),
  datetime: (text) => !Number.isNaN(Date.parse(text)),
};

const formats: readonly CelFunc[] = [
  ...Object.keys(namedFormats).map((name) => celFunc(`format.${name}`, [], MAP, () => new Map([["format", name]]))),
  celFunc("format.named", [STRING], MAP, (name) => {
    if (!Object.hasOwn(namedFormats, name)) throw new Error(`there is no format ${name}`);
    return new Map([["format", name]]);
  }),
  // An optional list of complaints: rules compare its absence with null, or ask whether there is a value.
  celMethod("validate", MAP, [STRING], DYN, function (text) {
    const name = field(this, "format");
    return namedFormats[name]?.(text) === false ? new Map<string, CelInput>([["value", [`no ${name}`]]]) : null;
  }),
  celMethod("hasValue", NULL, [], BOOL, () => false),
  celMethod("hasValue", MAP, [], BOOL, function () {
    return this.has("value");
  }),
  celMethod("value", MAP, [], DYN, function () {
    const value = this.get("value");
    if (value === undefined) throw new Error("there is no value");
    return value;
  }),
];

const lists: readonly CelFunc[] = [
  celMethod("find", STRING, [STRING], STRING, function (pattern) {
    const matcher = RE2JS.compile(pattern).matcher(this);
    return matcher.find() ? (matcher.group() ?? "") : "";
  }),
  celMethod("findAll", STRING, [STRING], LIST, function (pattern) {
    const matcher = RE2JS.compile(pattern).matcher(this);
    const found: string[] = [];
    while (matcher.find()) found.push(matcher.group() ?? "");
    return found;
  }),
  celMethod("isSorted", LIST, [], BOOL, function () {
    const entries = [...this];
    return entries.every((entry, index) => index === 0 || less(entries[index - 1], entry));
  }),
  celMethod("indexOf", LIST, [DYN], INT, function (wanted) {
    return BigInt([...this].indexOf(wanted));
  }),
  celMethod("lastIndexOf", LIST, [DYN], INT, function (wanted) {
    return BigInt([...this].lastIndexOf(wanted));
  }),
  celMethod("sum", LIST, [], DYN, function () {
    const entries = [...this];
    return entries.every((entry) => typeof entry === "bigint")
      ? entries.reduce((total, entry) => total + entry, 0n)
      : entries.reduce<number>((total, entry) => total + Number(entry), 0);
  }),
  celMethod("min", LIST, [], DYN, function () {
    return extreme([...this], (one, other) => less(one, other));
  }),
  celMethod("max", LIST, [], DYN, function () {
    return extreme([...this], (one, other) => less(other, one));
  }),
];

type Comparable = bigint | number | string;

function less(one: unknown, other: unknown): boolean {
  return (one as Comparable) <= (other as Comparable);
}

function extreme<T>(entries: readonly T[], isBefore: (one: T, other: T) => boolean): T {
  const [first, ...more] = entries;
  if (first === undefined) throw new Error("an empty list has neither lowest nor highest entry");
  return more.reduce((best, entry) => (isBefore(best, entry) ? best : entry), first);
}

const sets: readonly CelFunc[] = [
  celFunc("sets.contains", [LIST, LIST], BOOL, (all, wanted) => containsAll([...all], [...wanted])),
  celFunc(
    "sets.equivalent",
    [LIST, LIST],
    BOOL,
    (one, other) => containsAll([...one], [...other]) && containsAll([...other], [...one]),
  ),
  celFunc("sets.intersects", [LIST, LIST], BOOL, (one, other) => [...one].some((entry) => [...other].includes(entry))),
];

function containsAll(all: readonly unknown[], wanted: readonly unknown[]): boolean {
  return wanted.every((entry) => all.includes(entry));
}

/** Everything that rules of API servers may call beside CEL itself. */
export const kubernetesFunctions: readonly CelFunc[] = [
  ...strings,
  ...urls,
  ...addresses,
  ...quantities,
  ...formats,
  ...lists,
  ...sets,
];
