import { kindTable } from "../model/kind-table.js";
import type { Kind } from "../model/resource.js";
import { UsageError } from "./exit.js";

/** Whether an object is one of those asked for. */
export type Selection = (object: {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}) => boolean;

/**
 * The objects that `KIND`, `KIND/NAME` or `KIND/NAMESPACE/NAME` mean, in any case and in the singular or plural; all of
 * them if nothing is asked for. @throws UsageError for a kind that waymark does not read
 */
export function selectionOf(wanted: readonly string[], namespace: string | undefined): Selection {
  const wishes = wanted.map(wishOf);
  return (object) => {
    if (namespace !== undefined && object.namespace !== namespace) return false;
    return wishes.length === 0 || wishes.some((wish) => isMeant(wish, object));
  };
}

interface Wish {
  readonly kind: Kind;
  readonly namespace?: string;
  readonly name?: string;
}

function isMeant(wish: Wish, { kind, namespace, name }: Parameters<Selection>[0]): boolean {
  if (wish.kind !== kind) return false;
  return (wish.name ?? name) === name && (wish.namespace ?? namespace) === namespace;
}

function wishOf(text: string): Wish {
  const [word = "", ...rest] = text.split("/");
  const kind = kindNamed(word);
  if (kind === undefined || rest.length > 2 || rest.includes("")) {
    const hint =
      kind === undefined ? `${word} is no kind that waymark reads` : "write KIND, KIND/NAME or KIND/NAMESPACE/NAME";
    throw new UsageError(`${text}: ${hint}`);
  }
  const [first, second] = rest;
  if (second !== undefined && first !== undefined) return { kind, namespace: first, name: second };
  return first === undefined ? { kind } : { kind, name: first };
}

function kindNamed(word: string): Kind | undefined {
  const lower = word.toLowerCase();
  return (Object.keys(kindTable) as Kind[]).find((kind) => pluralsOf(kind.toLowerCase()).includes(lower));
}

function pluralsOf(kind: string): readonly string[] {
  return [kind, `${kind}s`, `${kind}es`, kind.replace(/y$/, "ies")];
}
