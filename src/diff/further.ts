import type { Attribute } from "./attributes.js";
import type { Further } from "./decision-types.js";
import { atomsOf } from "./guards.js";

/** The attributes that waypoints behind look at. */
export function furtherAttributes(further: readonly Further[]): Set<Attribute> {
  const found = new Set<Attribute>();
  for (const { place } of further) {
    const guards = [place.access, ...place.routes.flatMap(({ access }) => access ?? [])];
    const atoms = [...guards.flatMap(atomsOf), ...place.routes.flatMap((route) => route.atoms)];
    for (const attribute of atoms.flatMap((atom) => atom.attributes)) found.add(attribute);
    if (place.authentication !== undefined) found.add("token");
    if (place.cors.length > 0) found.add("browser");
    if (guards.some(({ external }) => external.length > 0)) found.add("authorizer");
    const behind = [...place.routes.map(({ consequence }) => consequence), place.otherwise];
    for (const attribute of behind.flatMap((one) => [...furtherAttributes(one.further)])) found.add(attribute);
    if (behind.some(({ byMethod }) => byMethod)) found.add("method");
  }
  return found;
}
