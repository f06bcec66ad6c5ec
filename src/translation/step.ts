import type { Diagnostic, Report } from "../diagnostics/diagnostic.js";
import type { Generated } from "../envoy/generated.js";
import type { CellSpec, Scope } from "../incremental.js";
import type { ResourceSet, ResourceView } from "../model/resource-set.js";
import { encode, typeUrl } from "../protos.js";
import { type Resource, resource } from "../xds/resource.js";
import { LookUps } from "./look-ups.js";
import { TrackedView } from "./tracked-view.js";

/** A cell of the translation. */
export type Step<T> = CellSpec<T, Diagnostic>;

/** The resources of the moment; cells read them when they are computed, not when they are made. */
export class CurrentResources {
  #resources: ResourceSet;
  #lookUps: LookUps | undefined;

  constructor(resources: ResourceSet) {
    this.#resources = resources;
  }

  set resources(resources: ResourceSet) {
    this.#resources = resources;
    this.#lookUps = undefined;
  }

  get lookUps(): LookUps {
    this.#lookUps ??= new LookUps(this.#resources);
    return this.#lookUps;
  }

  /** Lets go of what was looked up; it is looked up again when it is asked for. */
  rest(): void {
    this.#lookUps = undefined;
  }
}

/**
 * What the pure functions of the middle are given: a view that records what they look at, and a place for findings. Many
 * steps only put other steps together, so the view is made when it is asked for.
 */
export class Sight {
  readonly scope: Scope<Diagnostic>;
  readonly #current: CurrentResources;
  #view: ResourceView | undefined;

  constructor(current: CurrentResources, scope: Scope<Diagnostic>) {
    this.#current = current;
    this.scope = scope;
  }

  get view(): ResourceView {
    this.#view ??= new TrackedView(this.#current.lookUps, this.scope);
    return this.#view;
  }

  get report(): Report {
    return this.scope.note;
  }
}

/** A step whose computation sees the current resources. */
export function step<T>(
  current: CurrentResources,
  spec: { readonly key: string; readonly compute: (sight: Sight) => T; same?(before: T, after: T): boolean },
): Step<T> {
  const { key, compute, same } = spec;
  return {
    key,
    compute: (scope) => compute(new Sight(current, scope)),
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
