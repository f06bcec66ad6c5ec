import { type Resource, type ResourceRef } from "./resource.js";
/** Bytes that a client of the group refused. */
export interface Rejection extends ResourceRef {
    readonly version: string;
    /** Node id of the first client that refused them. */
    readonly node: string;
    /** Its `error_detail.message`. */
    readonly detail: string;
}
/**
 * What the clients of one group said about bytes. Envoy acknowledges extension bytes silently when they come a second
 * time though it refused them the first time, so only this memory keeps bad bytes from being taken for good ones.
 */
export declare class Verdicts {
    #private;
    /** These bytes go to a client: of two accepted forms, the one that was offered later is the newer one. */
    offered(item: Resource): void;
    /** A client acknowledged these bytes, perhaps long after others acknowledged newer ones. */
    accept(item: Resource, isCurrent: boolean): void;
    /** A client refused these bytes: they are not sent again, and count as never accepted. */
    reject(item: Resource, by: {
        readonly node: string;
        readonly detail: string;
    }): void;
    isRejected(item: ResourceRef & {
        readonly version: string;
    }): boolean;
    /** The newest bytes of this name that a client accepted and none refused. */
    lastAccepted(ref: ResourceRef): Resource | undefined;
    /** Forgets what was accepted under a name that is gone; rejections stay. */
    forgetAccepted(ref: ResourceRef): void;
    get rejections(): readonly Rejection[];
    get accepted(): readonly Resource[];
    /** Takes over what an earlier process remembered. */
    restore(memory: {
        readonly accepted: readonly Resource[];
        readonly rejections: readonly Rejection[];
    }): void;
}
