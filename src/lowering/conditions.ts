/**
 * What one list of values in a policy says, and what becomes of it when a part cannot be used. A policy that cannot be
 * honoured as written may only become stricter: what allows then allows less, what denies then denies more.
 */
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import type { AddressCondition, Condition, TextAttribute } from "../ir/access.js";
import type { Cidr, StringPattern } from "../ir/pattern.js";
import { cidrOf } from "./addresses.js";

/** What a match of the whole policy leads to: which of the two directions is the stricter one. */
export type Effect = "allow" | "deny";

/** What a list of values is about, and how its values are read (undefined: the value cannot be used). */
export type Subject =
  | {
      readonly kind: "text";
      readonly attribute: TextAttribute;
      readonly patterns: (value: string) => readonly StringPattern[] | undefined;
    }
  | {
      readonly kind: "address";
      readonly attribute: AddressCondition["attribute"];
      /** What was asked for and cannot be known: any client could forge it. */
      readonly insteadOf?: "remote";
    }
  | { readonly kind: "port" };

/** A list of values in a policy. */
export interface Values {
  readonly subject: Subject;
  readonly values: readonly string[];
  readonly negated: boolean;
  readonly origin: Origin;
}

/** The condition that a list of values stands for, as strict as `effect` asks; none: it holds always. */
export function conditionsOf(list: Values, effect: Effect, report: Report): readonly Condition[] {
  const { subject, values, negated, origin } = list;
  const read = readerOf(subject);
  if (values.length > 0 && subject.kind === "address" && subject.insteadOf !== undefined) {
    const message = "the address from which the client connected is judged, whatever X-Forwarded-For says";
    report(diagnostic("WM5055", { origin, message }));
  }
  const usable: Parsed[] = [];
  let broken = false;
  for (const [index, value] of values.entries()) {
    const parsed = read(value);
    if (parsed === undefined) {
      broken = true;
      const message = `${JSON.stringify(value)} is not a usable ${subjectText(subject)}`;
      report(diagnostic("WM5012", { origin: at(origin, index), message, advice: consequence(effect) }));
    } else usable.push(parsed);
  }
  // Leaving one value out of an allowed list, or out of the exceptions from a denial, is the stricter way already.
  const stricterWithout = (effect === "allow") !== negated;
  if (broken && (usable.length === 0 || !stricterWithout)) {
    return unusable(effect, { origin, because: "a value cannot be used" });
  }
  return usable.length === 0 ? [] : [conditionOf(list, usable)];
}

/** The stricter form of a condition that cannot be used: never for what allows, always for what denies. */
export function unusable(
  effect: Effect,
  reason: { readonly origin: Origin; readonly because: string },
): readonly Condition[] {
  return effect === "allow" ? [{ kind: "never", ...reason }] : [];
}

/** What the diagnostic advises about something unusable. */
export function consequence(effect: Effect): string {
  const until = effect === "allow" ? "it allows nothing" : "it narrows no denial";
  return `correct it: until then ${until}`;
}

type Parsed = readonly StringPattern[] | Cidr | number;

function readerOf(subject: Subject): (value: string) => Parsed | undefined {
  switch (subject.kind) {
    case "text":
      return subject.patterns;
    case "address":
      return cidrOf;
    case "port":
      return portOf;
  }
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

// `usable` was read by the reader of the same subject, which is what the casts rely on.
function conditionOf({ subject, negated, origin }: Values, usable: readonly Parsed[]): Condition {
  switch (subject.kind) {
    case "text": {
      const values = (usable as readonly (readonly StringPattern[])[]).flat();
      return { kind: "text", attribute: subject.attribute, values, negated, origin };
    }
    case "address":
      return { kind: "address", attribute: subject.attribute, ranges: usable as readonly Cidr[], negated, origin };
    case "port":
      return { kind: "port", ports: usable as readonly number[], negated, origin };
  }
}

function subjectText(subject: Subject): string {
  switch (subject.kind) {
    case "text":
      return subject.attribute.name.replaceAll("-", " ");
    case "address":
      return "address or range";
    case "port":
      return "port number";
  }
}
