/** Requests that end otherwise, those together that end alike, with the plainest request of each kind. */
import { explain } from "../explain/explain.js";
import type { Explanation } from "../explain/explanation.js";
import { type Draft, requestOf, withHeader, withParameter } from "./attributes.js";
import { type Aspect, aspectsOf, type Ending, endingsOf } from "./endings.js";
import type { MeshSide } from "./mesh-side.js";
import { plainText } from "./plain.js";

/** One side of a comparison of a request. */
export interface SideOfRequest {
  readonly story: Explanation;
  readonly endings: readonly Ending[];
}

/** Requests that the change treats alike. */
export interface RequestClass {
  /** The plainest of them. */
  readonly draft: Draft;
  readonly base: SideOfRequest;
  readonly head: SideOfRequest;
  readonly aspects: readonly Aspect[];
  /** How many kinds of requests were found to end so. */
  readonly kinds: number;
}

/** Both sides of a change. */
export interface MeshSides {
  readonly base: MeshSide;
  readonly head: MeshSide;
}

/** The classes among these requests. `usual`: the plainest request that there is. */
export function requestClasses(drafts: readonly Draft[], usual: Draft, sides: MeshSides): readonly RequestClass[] {
  const classes = new Map<string, RequestClass>();
  for (const draft of drafts) {
    const found = compared(draft, sides);
    if (found === undefined) continue;
    const key = keyOf(found);
    const before = classes.get(key);
    const plainer = before === undefined || cost(draft, usual) < cost(before.draft, usual) ? found : before;
    classes.set(key, { ...plainer, kinds: (before?.kinds ?? 0) + 1 });
  }
  return [...classes].map(([key, found]) => simplified(key, found, { usual, sides }));
}

type Compared = Omit<RequestClass, "kinds">;

/** Undefined: the request ends as it did. */
function compared(draft: Draft, { base, head }: MeshSides): Compared | undefined {
  const request = requestOf(draft);
  const [before, after] = [explain(base.mesh, request), explain(head.mesh, request)];
  if (before === undefined || after === undefined) throw new Error(`${draft.from} is no client`);
  const sideOf = (story: Explanation, side: MeshSide) => ({ story, endings: endingsOf(story, side) });
  const found = { base: sideOf(before, base), head: sideOf(after, head) };
  const aspects = aspectsOf(found.base.endings, found.head.endings);
  return aspects.length === 0 ? undefined : { draft, ...found, aspects };
}

/** What the requests of a class have in common: not their paths and headers, but what becomes of them. */
function keyOf({ base, head, aspects }: Compared): string {
  const common = ({ share, connect, status, layer, object, destination, pods }: Ending): unknown => [
    share,
    connect,
    status,
    layer,
    object,
    destination,
    pods,
  ];
  const edits = aspects.includes("answer") ? [base, head].map(({ endings }) => endings.map(namesEdited)) : [];
  return plainText([aspects, base.endings.map(common), head.endings.map(common), edits]);
}

function namesEdited({ responseHeaders }: Ending): readonly string[] {
  return responseHeaders.map(({ name, keeps }) => `${name} ${keeps}`);
}

/** Whatever can be left away or as usual, while what becomes of the request stays the same. */
function simplified(
  key: string,
  found: RequestClass,
  { usual, sides }: { readonly usual: Draft; readonly sides: MeshSides },
): RequestClass {
  let best = found;
  for (const simpler of [...simplerDrafts(found.draft, usual), ...simplerDrafts(found.draft, usual)]) {
    const draft = simpler(best.draft);
    if (cost(draft, usual) >= cost(best.draft, usual)) continue;
    const next = compared(draft, sides);
    if (next !== undefined && keyOf(next) === key) best = { ...next, kinds: found.kinds };
  }
  return best;
}

function simplerDrafts(draft: Draft, usual: Draft): readonly ((draft: Draft) => Draft)[] {
  return [
    ({ token: _, ...rest }) => rest,
    ({ refusing: _, ...rest }) => rest,
    ({ address: _, ...rest }) => rest,
    ...Object.keys(draft.headers).map((name) => (one: Draft) => withHeader(one, name, undefined)),
    ...Object.keys(draft.query).map((name) => (one: Draft) => withParameter(one, name, undefined)),
    (one) => ({ ...one, method: usual.method }),
    (one) => ({ ...one, path: usual.path }),
    (one) => ({ ...one, from: usual.from }),
  ];
}

/** Every difference to the usual request counts, then the length of what is written. */
function cost(draft: Draft, usual: Draft): number {
  const { token, refusing, address, headers, query, method, path, from } = draft;
  const differences = [
    token !== undefined,
    refusing !== undefined,
    address !== undefined,
    method !== usual.method,
    path !== usual.path,
    from !== usual.from,
    ...Object.keys(headers),
    ...Object.keys(query),
  ].filter((one) => one !== false).length;
  return differences * 10_000 + plainText([token, headers, query, method, path, from]).length;
}
