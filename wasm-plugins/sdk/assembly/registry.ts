// Which context belongs to which number of the host. One table of open addressing: numbers rise one by one, a stream takes
// one place and gives it back, and nothing is allocated in between.

import { Context, RootContext, StreamContext } from "./context";
import { HttpContext } from "./http-context";

let keys = new StaticArray<u32>(64);
let places = new StaticArray<Context | null>(64);
let used = 0;

// Most callbacks come for the context that the one before came for.
let recentId: u32 = 0;
let recent: Context | null = null;

// @ts-ignore: decorator
@inline
function home(id: u32): u32 {
  return ((id * 0x9e3779b9) >> 7) & (<u32>keys.length - 1);
}

function placeOf(id: u32): u32 {
  const mask = <u32>keys.length - 1;
  let place = home(id);
  while (unchecked(places[place]) !== null && unchecked(keys[place]) != id) place = (place + 1) & mask;
  return place;
}

/** The context of that number, or null if there is none. */
export function contextOf(id: u32): Context | null {
  if (id == recentId) return recent;
  const found = unchecked(places[placeOf(id)]);
  if (found !== null) {
    recentId = id;
    recent = found;
  }
  return found;
}

function insert(id: u32, context: Context): void {
  if ((used + 1) * 2 > keys.length) grow();
  const place = placeOf(id);
  unchecked((keys[place] = id));
  unchecked((places[place] = context));
  used += 1;
}

function grow(): void {
  const oldKeys = keys;
  const oldPlaces = places;
  keys = new StaticArray<u32>(oldKeys.length * 2);
  places = new StaticArray<Context | null>(oldKeys.length * 2);
  for (let i = 0; i < oldKeys.length; i++) {
    const context = unchecked(oldPlaces[i]);
    if (context === null) continue;
    const place = placeOf(unchecked(oldKeys[i]));
    unchecked((keys[place] = oldKeys[i]));
    unchecked((places[place] = context));
  }
}

/** Forgets the context of that number. */
function forget(id: u32): void {
  if (id == recentId) {
    recentId = 0;
    recent = null;
  }
  const mask = <u32>keys.length - 1;
  let hole = placeOf(id);
  if (unchecked(places[hole]) === null) return;
  used -= 1;
  // Those behind it that would no longer be found move up, so that no grave stays.
  let next = hole;
  while (true) {
    next = (next + 1) & mask;
    const context = unchecked(places[next]);
    if (context === null) break;
    const wanted = home(unchecked(keys[next]));
    if (((next - wanted) & mask) < ((next - hole) & mask)) continue;
    unchecked((keys[hole] = keys[next]));
    unchecked((places[hole] = context));
    hole = next;
  }
  unchecked((places[hole] = null));
}

let depth = 0;

/** The first thing in every callback. */
// @ts-ignore: decorator
@inline
export function enter(): void {
  depth += 1;
}

/** The last thing in every callback: nothing of it is in use any more, unless a host call led back into the filter. */
// @ts-ignore: decorator
@inline
export function leave(): void {
  if (--depth == 0) waymark_end_of_callback();
}

let rootOf: ((contextId: u32) => RootContext) | null = null;

/**
 * Says what this plugin is made of; once, at the top level of the program. The function must not use anything around it
 * (AssemblyScript has no closures): `setRootContext((id) => new MyRoot())`.
 */
export function setRootContext(factory: (contextId: u32) => RootContext): void {
  rootOf = factory;
}

/** What else is to be done when a context that waits for answers goes away; set by whoever made it wait. */
let onGone: ((context: Context) => void) | null = null;

export function whenGone(forgetPending: (context: Context) => void): void {
  onGone = forgetPending;
}

/** Ends the life of the context of that number (`proxy_on_delete`). */
export function remove(id: u32): void {
  const context = contextOf(id);
  if (context === null) return;
  context.onDelete();
  const gone = onGone;
  if (context.pending > 0 && gone !== null) gone(context);
  forget(id);
}

function named(context: Context, id: u32): void {
  context.contextId = id;
  insert(id, context);
}

/** Makes the context that the host announces (`proxy_on_context_create`). */
export function create(id: u32, parent: u32): void {
  if (parent == 0) {
    const factory = rootOf;
    if (factory === null) throw new Error("setRootContext() was never called");
    return named(factory(id), id);
  }
  const owner = contextOf(parent);
  if (owner === null) throw new Error("stream of an unknown plugin");
  const root = changetype<RootContext>(owner);
  const http = root.createHttpContext(id);
  if (http !== null) return named(http, id);
  const stream = root.createStreamContext(id);
  if (stream === null) throw new Error("neither createHttpContext() nor createStreamContext() made a context");
  named(stream, id);
}
