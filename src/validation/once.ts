import type { ResourceView } from "../model/resource-set.js";

/**
 * `made`, computed once for a subject in a mesh: many rules ask the same of it. Views and what is in them are immutable,
 * so what was made of them stays true; and it is forgotten with them.
 */
export function onceFor<S extends object, T>(
  made: (subject: S, view: ResourceView) => T,
): (subject: S, view: ResourceView) => T {
  const known = new WeakMap<ResourceView, WeakMap<S, T>>();
  return (subject, view) => {
    const ofView = known.get(view) ?? new WeakMap<S, T>();
    known.set(view, ofView);
    const before = ofView.get(subject);
    if (before !== undefined) return before;
    const value = made(subject, view);
    ofView.set(subject, value);
    return value;
  };
}
