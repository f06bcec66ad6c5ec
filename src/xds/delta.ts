import type { Composition, Dialect, RequestContext, XdsRequest } from "./dialect.js";
import type { Change, Subscription } from "./subscription.js";
import { joined, textField } from "./wire.js";

/** envoy.service.discovery.v3.DeltaDiscoveryRequest, as far as it is used. */
export interface DeltaRequest extends XdsRequest {
  readonly subscribe: readonly string[];
  readonly unsubscribe: readonly string[];
  /** `initial_resource_versions`: what the client has from an earlier stream. */
  readonly initialVersions: ReadonlyMap<string, string>;
}

/** The incremental variant: requests and responses name what changes. */
export const delta: Dialect<DeltaRequest> = {
  protocol: "delta",
  // Subscribing is incremental too: a request that is ignored would be lost.
  staleRequestsCount: true,
  rule: (rule) => ({ ...rule, whole: "never" }),
  interest,
  compose,
};

function interest(subscription: Subscription, request: DeltaRequest, context: RequestContext): void {
  const first = !subscription.started;
  subscription.started = true;
  if (first) {
    for (const [name, version] of request.initialVersions) {
      if (!context.mustAnswer(name)) subscription.held.set(name, version);
    }
    // A first request without names is a wildcard (xDS protocol, "How the client specifies what resources to return").
    if (request.subscribe.length === 0) subscribeAll(subscription, context.now);
  }
  for (const name of request.subscribe) {
    if (name === "*") subscribeAll(subscription, context.now);
    else subscribe(subscription, name, { now: context.now, honourHeld: first });
  }
  for (const name of request.unsubscribe) unsubscribe(subscription, name, context.now);
  if (first && subscription.wildcard && subscription.held.size === 0) subscription.owesAnswer = true;
  if (first) subscription.forgetUncovered();
}

function subscribeAll(subscription: Subscription, now: number): void {
  // Asked a second time, the client may have forgotten everything.
  if (subscription.wildcard)
    for (const name of subscription.held.keys()) subscription.mark(name, { since: now, forced: true });
  subscription.wildcard = true;
  subscription.markAll(now);
}

// A name that is subscribed again must be sent again: the client may have forgotten it (xDS protocol, "Subscribing to
// Resources"). Only what it claims to have when it connects is spared.
function subscribe(subscription: Subscription, name: string, how: { now: number; honourHeld: boolean }): void {
  subscription.names.add(name);
  if (!how.honourHeld) subscription.held.delete(name);
  subscription.mark(name, { since: how.now, asked: true, forced: !how.honourHeld });
}

function unsubscribe(subscription: Subscription, name: string, now: number): void {
  if (name === "*") {
    subscription.wildcard = false;
    subscription.forgetUncovered();
    return;
  }
  if (!subscription.names.delete(name)) return;
  // Still wanted by the wildcard: the client has forgotten it and must be told (xDS protocol, "Unsubscribing").
  if (subscription.wildcard) subscription.mark(name, { since: now, asked: true, forced: true });
  else subscription.forget(name);
}

// DeltaDiscoveryResponse { resources = 2, type_url = 4, nonce = 5, removed_resources = 6 }.
function compose(subscription: Subscription, changes: readonly Change[]): Composition {
  const [only] = changes;
  const encode = (nonce: string): Uint8Array =>
    joined([
      ...changes.flatMap(({ resource }) => (resource === undefined ? [] : [resource.deltaWire])),
      textField(4, subscription.rule.typeUrl),
      textField(5, nonce),
      ...changes.flatMap(({ name, resource }) => (resource === undefined ? [textField(6, name)] : [])),
    ]);
  if (changes.length !== 1 || only?.resource === undefined) return { encode };
  return { key: `delta\0${only.name}\0${only.resource.version}`, encode };
}
