import type { ResourceSet } from "../model/resource-set.js";
/**
 * What a proxy gets in place of what it refused and what is gone. For a plugin that is what its object says: refuse
 * requests, or let them pass; refuse if nobody says anything any more.
 */
export declare function standInBody(url: string, name: string, resources: ResourceSet): Uint8Array | undefined;
