/** Which waypoints are sent something else, by type, and how much. */
import type { Resource as XdsResource } from "../xds/resource.js";
import type { TypeDifference, WaypointDifference } from "./mesh-diff.js";

type Configuration = ReadonlyMap<string, readonly XdsResource[]>;

/** The waypoints whose encoded resources differ, by name. */
export function waypointChanges(base: Configuration, head: Configuration): readonly WaypointDifference[] {
  const names = [...new Set([...base.keys(), ...head.keys()])].sort();
  return names.flatMap((waypoint) => {
    const [before, after] = [base.get(waypoint), head.get(waypoint)];
    const types = typeChanges(before ?? [], after ?? []);
    const change = before === undefined ? "added" : after === undefined ? "removed" : "edited";
    return types.length === 0 ? [] : [{ waypoint, change, types }];
  });
}

function typeChanges(base: readonly XdsResource[], head: readonly XdsResource[]): readonly TypeDifference[] {
  const types = [...new Set([...base, ...head].map(({ typeUrl }) => typeUrl))].sort();
  return types.flatMap((typeUrl) => {
    const change = typeChange(typeUrl, byName(base, typeUrl), byName(head, typeUrl));
    return change.added + change.changed + change.removed === 0 ? [] : [change];
  });
}

function byName(resources: readonly XdsResource[], type: string): ReadonlyMap<string, XdsResource> {
  return new Map(resources.filter(({ typeUrl }) => typeUrl === type).map((resource) => [resource.name, resource]));
}

function typeChange(
  typeUrl: string,
  base: ReadonlyMap<string, XdsResource>,
  head: ReadonlyMap<string, XdsResource>,
): TypeDifference {
  const added = [...head.values()].filter(({ name }) => !base.has(name));
  const changed = [...head.values()].filter(({ name, version }) => {
    const before = base.get(name);
    return before !== undefined && before.version !== version;
  });
  return {
    type: typeUrl.slice(typeUrl.lastIndexOf(".") + 1),
    added: added.length,
    changed: changed.length,
    removed: [...base.keys()].filter((name) => !head.has(name)).length,
    sentBytes: sizeOf([...added, ...changed]),
    baseBytes: sizeOf(base.values()),
    headBytes: sizeOf(head.values()),
  };
}

function sizeOf(resources: Iterable<XdsResource>): number {
  return [...resources].reduce((sum, { body }) => sum + body.length, 0);
}
