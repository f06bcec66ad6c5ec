/** Which objects differ, and where in them. */
import { locate } from "../diagnostics/locate.js";
import { type Origin, pathText } from "../diagnostics/origin.js";
import type { Resource } from "../model/resource.js";
import type { DiffPlace, FieldDifference, ObjectDifference } from "./mesh-diff.js";

/** The objects that differ, by kind and name. */
export function objectChanges(
  base: ReadonlyMap<string, Resource>,
  head: ReadonlyMap<string, Resource>,
): readonly ObjectDifference[] {
  const keys = [...new Set([...base.keys(), ...head.keys()])].sort();
  return keys.flatMap((key): readonly ObjectDifference[] => {
    const [before, after] = [base.get(key), head.get(key)];
    if (before === undefined && after === undefined) return [];
    const object = (after ?? before)?.origin.object ?? key;
    const [was, is] = [placed("base", before?.origin), placed("head", after?.origin)];
    if (before === undefined) return [{ object, change: "added", fields: [], ...is }];
    if (after === undefined) return [{ object, change: "removed", fields: [], ...was }];
    const fields = fieldChanges(contentOf(before), contentOf(after), []);
    return fields.length === 0 ? [] : [{ object, change: "edited", fields, ...was, ...is }];
  });
}

function placed(
  side: "base" | "head",
  origin: Origin | undefined,
): { readonly base?: DiffPlace; readonly head?: DiffPlace } {
  const place = origin && diffPlace(origin);
  return place === undefined ? {} : { [side]: place };
}

/** Where an origin is, for those who have only the text. */
export function diffPlace(origin: Origin): DiffPlace | undefined {
  const place = locate(origin);
  return place && { file: place.file, line: place.line, column: place.column };
}

/** What a user can have edited: status and the like is somebody else's. */
function contentOf({ apiVersion, metadata, spec }: Resource): unknown {
  const { labels, annotations, creationTimestamp } = metadata;
  return { apiVersion, metadata: { labels, annotations, creationTimestamp }, spec };
}

type Path = readonly (string | number)[];

/** The fields that differ between two values. */
export function fieldChanges(base: unknown, head: unknown, path: Path): readonly FieldDifference[] {
  if (JSON.stringify(base) === JSON.stringify(head)) return [];
  const at = pathText(path);
  if (base === undefined) return [{ path: at, change: "added", head }];
  if (head === undefined) return [{ path: at, change: "removed", base }];
  if (Array.isArray(base) && Array.isArray(head)) return itemChanges(base, head, path);
  if (isObject(base) && isObject(head)) {
    const names = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort();
    return names.flatMap((name) => fieldChanges(base[name], head[name], [...path, name]));
  }
  return [{ path: at, change: "edited", base, head }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Longer lists are compared place by place: the way to align them takes the square of their length. */
const longestAligned = 500;

/** Items that are equal stay together; between them, those of one side stand against those of the other, in order. */
function itemChanges(base: readonly unknown[], head: readonly unknown[], path: Path): readonly FieldDifference[] {
  const found: FieldDifference[] = [];
  let [from, to] = [0, 0];
  const between = (untilBase: number, untilHead: number): void => {
    for (; from < untilBase || to < untilHead; from++, to++) {
      const index = to < untilHead ? to : from;
      const [was, is] = [from < untilBase ? base[from] : undefined, to < untilHead ? head[to] : undefined];
      found.push(...fieldChanges(was, is, [...path, index]));
    }
    [from, to] = [untilBase, untilHead];
  };
  for (const [inBase, inHead] of common(base.map(text), head.map(text))) {
    between(inBase, inHead);
    [from, to] = [inBase + 1, inHead + 1];
  }
  between(base.length, head.length);
  return found;
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

/** The longest list of items that both have in the same order, as pairs of indices. */
function common(base: readonly string[], head: readonly string[]): readonly (readonly [base: number, head: number])[] {
  if (base.length > longestAligned || head.length > longestAligned) {
    return base.flatMap((one, index) => (one === head[index] ? [[index, index] as const] : []));
  }
  // lengths[i][j]: how long that list is for what begins at i and j.
  const lengths = Array.from({ length: base.length + 1 }, () => new Array<number>(head.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = base.length - 1; i >= 0; i--) {
    for (let j = head.length - 1; j >= 0; j--) {
      const row = lengths[i] ?? [];
      row[j] = base[i] === head[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < base.length && j < head.length; ) {
    if (base[i] === head[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
