/** Whether one condition holds whenever another one does. Where that cannot be told for certain, the answer is no. */
import { RE2JS } from "re2js";
import type { Clause, Condition, TextCondition } from "../ir/access.js";
import type { Cidr, StringPattern } from "../ir/pattern.js";
import type { FieldMatch, PathMatch, RouteMatch } from "../ir/route.js";

/** Whether `wide` matches every text that `narrow` does. */
export function patternCovers(wide: StringPattern, narrow: StringPattern): boolean {
  if (JSON.stringify(wide) === JSON.stringify(narrow)) return true;
  if (wide.kind === "regex") return regexCovers(wide.value, narrow);
  if (!("value" in narrow)) return false;
  const { kind, value } = narrow;
  switch (wide.kind) {
    case "present":
      return kind !== "regex" && kind !== "path-template" && value !== "";
    case "prefix":
      return (kind === "exact" || kind === "prefix") && value.startsWith(wide.value);
    case "suffix":
      return (kind === "exact" || kind === "suffix") && value.endsWith(wide.value);
    default:
      return false;
  }
}

function regexCovers(pattern: string, narrow: StringPattern): boolean {
  if (pattern === ".*") return true;
  if (!("value" in narrow) || narrow.kind !== "exact") return false;
  return RE2JS.matches(pattern, narrow.value);
}

/** Whether every request that matches `narrow` matches `wide` as well. */
export function routeMatchCovers(wide: RouteMatch, narrow: RouteMatch): boolean {
  return (
    pathCovers(wide.path, narrow.path) &&
    (wide.method === undefined || wide.method === narrow.method) &&
    (wide.grpc === undefined || narrow.grpc === true) &&
    fieldsCover(wide.headers, narrow.headers) &&
    fieldsCover(wide.query, narrow.query) &&
    fieldsCover(claimFields(wide), claimFields(narrow)) &&
    clientsCover(wide.clientNamespaces, narrow.clientNamespaces)
  );
}

function pathCovers(wide: PathMatch, narrow: PathMatch): boolean {
  if (wide.kind === "prefix") {
    if (wide.value === "/") return true;
    return narrow.kind !== "regex" && (narrow.value === wide.value || narrow.value.startsWith(`${wide.value}/`));
  }
  if (wide.kind === "exact") return narrow.kind === "exact" && narrow.value === wide.value;
  if (wide.value === ".*" || wide.value === "/.*") return true;
  if (narrow.kind === "regex") return narrow.value === wide.value;
  return narrow.kind === "exact" && RE2JS.matches(wide.value, narrow.value);
}

function fieldsCover(wide: readonly FieldMatch[], narrow: readonly FieldMatch[]): boolean {
  return wide.every(({ name, value }) => narrow.some((one) => one.name === name && patternCovers(value, one.value)));
}

function claimFields({ claims = [] }: RouteMatch): readonly FieldMatch[] {
  return claims.map(({ path, value }) => ({ name: JSON.stringify(path), value }));
}

function clientsCover(wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean {
  if (wide === undefined) return true;
  return narrow?.every((namespace) => wide.includes(namespace)) ?? false;
}

/** Whether whatever holds for all of `narrow` holds for all of `wide`. */
export function clauseCovers(wide: Clause, narrow: Clause): boolean {
  return wide.every((condition) => narrow.some((one) => conditionCovers(condition, one)));
}

function conditionCovers(wide: Condition, narrow: Condition): boolean {
  if (wide.kind === "text") return narrow.kind === "text" && textCovers(wide, narrow);
  if (wide.kind === "address") {
    const same = narrow.kind === "address" && narrow.attribute === wide.attribute && !wide.negated && !narrow.negated;
    return same && narrow.ranges.every((range) => wide.ranges.some((other) => rangeCovers(other, range)));
  }
  if (wide.kind === "port") {
    if (narrow.kind !== "port" || narrow.negated) return false;
    return narrow.ports.every((port) => wide.ports.includes(port) !== wide.negated);
  }
  return false;
}

function textCovers(wide: TextCondition, narrow: TextCondition): boolean {
  if (JSON.stringify(wide.attribute) !== JSON.stringify(narrow.attribute)) return false;
  if (!wide.negated) {
    if (narrow.negated) return false;
    return narrow.values.every((value) => wide.values.some((pattern) => patternCovers(pattern, value)));
  }
  // What is none of `wide`: certain if `narrow` excludes at least as much, or lists whole texts that are all others.
  if (narrow.negated) {
    return wide.values.every((value) => narrow.values.some((pattern) => patternCovers(pattern, value)));
  }
  // A claim may be a list and be several of them.
  if (wide.attribute.name === "claim") return false;
  return narrow.values.every(
    (value) => value.kind === "exact" && !wide.values.some((pattern) => mayMatch(pattern, value.value)),
  );
}

function mayMatch(pattern: StringPattern, text: string): boolean {
  return pattern.kind === "path-template" || patternCovers(pattern, { kind: "exact", value: text });
}

/** Only what is plain to see: everything, and the same range. */
function rangeCovers(wide: Cidr, narrow: Cidr): boolean {
  if (wide.prefixLength === 0) return wide.address.includes(":") === narrow.address.includes(":");
  return wide.address === narrow.address && wide.prefixLength <= narrow.prefixLength;
}
