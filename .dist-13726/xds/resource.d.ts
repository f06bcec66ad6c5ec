/** Names a resource: the type URL it is requested under and its name within that type. */
export interface ResourceRef {
    readonly typeUrl: string;
    readonly name: string;
}
/** One xDS resource, encoded once; its wire forms are shared by every response that carries it. */
export interface Resource extends ResourceRef {
    /** Content hash: the first 16 bytes of sha256 over the body, in hex. Same bytes, same version. */
    readonly version: string;
    /** The encoded message, without the Any around it. */
    readonly body: Uint8Array;
    /** What must be delivered before (or, for endpoints of a cluster, right behind) this resource. */
    readonly requires: readonly ResourceRef[];
    /** Field `resources` (2) of a DeltaDiscoveryResponse: a Resource with version, Any and name. */
    readonly deltaWire: Uint8Array;
    /** Field `resources` (2) of a DiscoveryResponse: the Any alone. */
    readonly sotwWire: Uint8Array;
}
/** What the caller knows about a resource; `resource()` adds the version and the wire forms. */
export interface ResourceParts extends ResourceRef {
    readonly body: Uint8Array;
    readonly requires?: readonly ResourceRef[];
}
/** A map key for a resource of any type. */
export declare function keyOf(ref: ResourceRef): string;
/** A resource of these bytes. The body is copied: the caller may reuse its buffer. */
export declare function resource(parts: ResourceParts): Resource;
