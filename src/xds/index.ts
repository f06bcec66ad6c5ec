/** A generic xDS server: delta and state-of-the-world ADS for any resource types, as a library. */

export type { JsonValue } from "../protos.js";
export type { CacheOptions, GroupMemory, GroupStatus, NodeError, RefusedResource } from "./cache.js";
export { InconsistentSnapshotError, XdsCache } from "./cache.js";
export type { Clock } from "./clock.js";
export type { XdsNode } from "./codec.js";
export type { DeltaRequest } from "./delta.js";
export { delta } from "./delta.js";
export type { Composition, Dialect, RequestContext, XdsRequest } from "./dialect.js";
export type * from "./events.js";
export type { Changes, StreamStatus, SubscriptionStatus, Watcher } from "./group.js";
export type { TypeRule } from "./order.js";
export { ruleFor, typeUrls } from "./order.js";
export type { Resource, ResourceParts, ResourceRef } from "./resource.js";
export { resource } from "./resource.js";
export type { NodeResolution, ServerTls, XdsPeer, XdsServer, XdsServerOptions } from "./server.js";
export { startXdsServer } from "./server.js";
export type { ChangedNames, Snapshot, SnapshotChange } from "./snapshot.js";
export { emptySnapshot, inconsistencies, snapshotOf } from "./snapshot.js";
export type { SotwRequest } from "./sotw.js";
export { sotw } from "./sotw.js";
export type { Delivery, StreamParts, Stub, XdsStream } from "./stream.js";
export { XdsRequestError } from "./stream.js";
export type { Change, Due, Flight, Gate, Subscription } from "./subscription.js";
export type { Rejection } from "./verdicts.js";
