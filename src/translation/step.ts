import type { Diagnostic, Report } from "../diagnostics/diagnostic.js";
import type { Generated } from "../envoy/generated.js";
import type { CellSpec, Scope } from "../incremental.js";
import type { ResourceSet, ResourceView } from "../model/resource-set.js";
import { encode, typeUrl } from "../protos.js";
import { type Resource, resource } from "../xds/resource.js";
import { trackedView } from "./tracked-view.js";

/** A cell of the translation. */
export type Step<T> = CellSpec<T, Diagnostic>;

/** The resources of the moment; cells read them when they are computed, not when they are made. */
export interface CurrentResources {
  resources: ResourceSet;
}

/** What the pure functions of the middle are given: a view that records what they look at, and a place for findings. */
export interface Sight {
  readonly scope: Scope<Diagnostic>;
  readonly view: ResourceView;
  readonly report: Report;
}

/** A step whose computation sees the current resources. */
export function step<T>(
  current: CurrentResources,
  spec: { readonly key: string; readonly compute: (sight: Sight) => T; same?(before: T, after: T): boolean },
): Step<T> {
  const { key, compute, same } = spec;
  return {
    key,
    compute: (scope) => compute({ scope, view: trackedView(current.resources, scope), report: scope.note }),
    ...(same !== undefined && { same }),
  };
}

/** A generated message as bytes with a version. */
export function encoded(generated: Generated): Resource {
  const { type, name, message, requires } = generated;
  return resource({
    typeUrl: typeUrl(type),
    name,
    body: encode(type, message),
    requires: requires.map((reference) => ({ typeUrl: typeUrl(reference.type), name: reference.name })),
  });
}

/** `same` for encoded resources: as many, and the same bytes under the same names in the same order. */
export function sameResources(before: readonly Resource[], after: readonly Resource[]): boolean {
  return (
    before.length === after.length &&
    before.every((one, index) => {
      const other = after[index];
      return one.version === other?.version && one.name === other.name && one.typeUrl === other.typeUrl;
    })
  );
}
