/** Values of objects as CEL sees them, by their schema: a number is an int or a double, a text may be a moment. */

import type { CelInput } from "@bufbuild/cel";
import { create } from "@bufbuild/protobuf";
import { DurationSchema, timestampFromMs } from "@bufbuild/protobuf/wkt";
import { goDuration } from "./formats.js";
import type { StructuralSchema } from "./structural-schema.js";
import { isRecord, memberSchema } from "./structural-schema.js";

/** How many steps through lists and maps may be taken; a rule that takes more is stopped. */
export class Budget {
  left: number;

  constructor(steps: number) {
    this.left = steps;
  }

  get isSpent(): boolean {
    return this.left < 0;
  }

  spend(): void {
    this.left--;
    if (this.left < 0) throw new Error("too many steps");
  }
}

/** The value as CEL sees it. Going through its lists and maps spends the budget. */
export function celValue(value: unknown, schema: StructuralSchema, budget: Budget): CelInput {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    const items = schema.items ?? {};
    return CountedList.of(
      value.map((entry) => celValue(entry, items, budget)),
      budget,
    );
  }
  if (isRecord(value)) return celObject(value, schema, budget);
  if (typeof value === "number") return isWhole(value, schema) ? BigInt(value) : value;
  return typeof value === "string" ? celText(value, schema.format) : (value as boolean);
}

function celObject(value: Readonly<Record<string, unknown>>, schema: StructuralSchema, budget: Budget): CelInput {
  const members = new CountedMap(budget);
  for (const [name, member] of Object.entries(value)) {
    const isField = schema.properties !== undefined && Object.hasOwn(schema.properties, name);
    members.set(isField ? escapedName(name) : name, celValue(member, memberSchema(schema, name) ?? {}, budget));
  }
  return members;
}

/** Fields that no schema knows tell by themselves what they are. */
function isWhole(value: number, { type, ...schema }: StructuralSchema): boolean {
  return (
    Number.isInteger(value) &&
    (type === "integer" || schema["x-kubernetes-int-or-string"] === true || type === undefined)
  );
}

function celText(text: string, format: string | undefined): CelInput {
  if (format === "date-time" || format === "date") {
    const ms = Date.parse(format === "date" ? `${text}T00:00:00Z` : text);
    if (!Number.isNaN(ms)) return timestampFromMs(ms);
  }
  if (format === "duration" && goDuration.test(text)) return durationOf(text);
  if (format === "byte") return Uint8Array.from(Buffer.from(text, "base64"));
  return text;
}

const nanoseconds: Readonly<Record<string, number>> = { h: 3.6e12, m: 6e10, s: 1e9, ms: 1e6, us: 1e3, µs: 1e3, ns: 1 };

function durationOf(text: string): CelInput {
  const parts = text.matchAll(/([\d.]+)(h|ms|m|s|us|µs|ns)/g);
  const sum = [...parts].reduce((total, [, count, unit = "s"]) => total + Number(count) * (nanoseconds[unit] ?? 0), 0);
  const total = BigInt(Math.round(text.startsWith("-") ? -sum : sum));
  return create(DurationSchema, { seconds: total / 1_000_000_000n, nanos: Number(total % 1_000_000_000n) });
}

const reserved = new Set(
  "true false null in as break const continue else for function if import let loop package namespace return var void while".split(
    " ",
  ),
);

/** Names of fields as rules write them: what is no name in CEL is escaped. */
function escapedName(name: string): string {
  if (reserved.has(name)) return `__${name}__`;
  return name
    .replaceAll("__", "__underscores__")
    .replaceAll(".", "__dot__")
    .replaceAll("-", "__dash__")
    .replaceAll("/", "__slash__");
}

class CountedList extends Array<CelInput> {
  #budget: Budget | undefined;

  static override of<T>(...entries: T[]): T[];
  static override of(entries: readonly CelInput[], budget: Budget): CountedList;
  static override of(entries: readonly CelInput[], budget: Budget): CountedList {
    const list = new CountedList();
    for (const entry of entries) list.push(entry);
    list.#budget = budget;
    return list;
  }

  override *values(): ArrayIterator<CelInput> {
    for (let index = 0; index < this.length; index++) {
      this.#budget?.spend();
      yield this[index] as CelInput;
    }
  }
}

class CountedMap extends Map<string, CelInput> {
  readonly #budget: Budget;

  constructor(budget: Budget) {
    super();
    this.#budget = budget;
  }

  override *keys(): MapIterator<string> {
    for (const key of super.keys()) {
      this.#budget.spend();
      yield key;
    }
  }
}
