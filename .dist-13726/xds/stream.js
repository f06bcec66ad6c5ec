import { openGate, orderedGate } from "./gate.js";
import { followsAnother, ruleFor } from "./order.js";
import { keyOf, resource } from "./resource.js";
import { Subscription } from "./subscription.js";
/** A request that no client of this protocol sends; the stream ends with INVALID_ARGUMENT. */
export class XdsRequestError extends Error {
    name = "XdsRequestError";
}
const maxTypes = 64;
const maxNames = 200_000;
const mebibyte = 1_048_576;
/** One stream: the subscriptions of one client, and the order between their types. */
export class XdsStream {
    #group;
    #parts;
    #host;
    #view = {
        ready: () => this.#group.snapshot !== undefined,
        wanted: (ref, heldVersion) => this.#group.wanted(ref, heldVersion),
        names: (typeUrl) => this.#group.snapshot?.resources(typeUrl).map(({ name }) => name) ?? [],
        stub: (ref) => this.#stub(ref),
        now: () => this.#host.clock.now(),
    };
    /** Sorted by rank. */
    #subscriptions = [];
    /** Endpoints whose cluster was sent on this stream before the client asked for them. */
    #owed = new Set();
    #writable = true;
    #open = true;
    #flushing = false;
    #again = false;
    #cancelTimer;
    /** @internal Use `XdsCache.open`. */
    constructor(group, parts, host) {
        this.#group = group;
        this.#parts = parts;
        this.#host = host;
        this.#emit({ kind: "stream-open", peer: parts.peer, ...this.#identity });
    }
    /** Takes one request. Throws XdsRequestError if the client breaks the protocol. */
    request(request) {
        if (!this.#open)
            return;
        const subscription = this.#subscriptionTo(request.typeUrl);
        this.#guarded(() => {
            if (!this.#settle(subscription, request))
                return;
            const before = subscription.names.size;
            this.#parts.dialect.interest(subscription, request, {
                now: this.#host.clock.now(),
                mustAnswer: (name) => this.#mustAnswer(subscription.rule.typeUrl, name),
            });
            if (subscription.names.size > Math.max(before, maxNames))
                throw new XdsRequestError("too many resource names");
        });
        this.#guarded(() => this.#flush());
    }
    /** The group was published. */
    changed(changes, at) {
        this.#guarded(() => {
            for (const subscription of this.#subscriptions) {
                if (changes === "everything")
                    subscription.markAll(at);
                else
                    for (const name of changes.get(subscription.rule.typeUrl) ?? []) {
                        if (subscription.covers(name))
                            subscription.mark(name, { since: at });
                    }
            }
            this.#flush();
        });
    }
    /** The transport can take more. */
    drained() {
        this.#writable = true;
        this.#guarded(() => this.#flush());
    }
    /** Ends the stream; nothing is sent any more. */
    close(reason) {
        if (!this.#open)
            return;
        this.#open = false;
        this.#cancelTimer?.();
        this.#host.closed(this);
        this.#emit({ kind: "stream-close", peer: this.#parts.peer, reason, ...this.#identity });
    }
    describe() {
        return {
            node: this.#parts.node,
            protocol: this.#parts.dialect.protocol,
            subscriptions: this.#subscriptions.map((subscription) => subscription.describe()),
        };
    }
    get #identity() {
        return { node: this.#parts.node, group: this.#group.name, protocol: this.#parts.dialect.protocol };
    }
    #guarded(work) {
        try {
            work();
        }
        catch (error) {
            if (this.#parts.fail === undefined || error instanceof XdsRequestError)
                throw error;
            this.#parts.fail(error);
        }
    }
    #subscriptionTo(typeUrl) {
        const known = this.#find(typeUrl);
        if (known !== undefined)
            return known;
        if (typeUrl === "")
            throw new XdsRequestError("a request on an aggregated stream needs a type_url");
        if (this.#subscriptions.length >= maxTypes)
            throw new XdsRequestError("too many resource types on one stream");
        const rule = this.#parts.dialect.rule(this.#ruleOf(typeUrl));
        const subscription = new Subscription(rule, this.#view);
        this.#subscriptions = [...this.#subscriptions, subscription].sort((a, b) => a.rule.rank - b.rule.rank);
        return subscription;
    }
    #ruleOf(typeUrl) {
        const rule = ruleFor(typeUrl);
        return { ...rule, drainMs: this.#parts.delivery?.drainMs?.[typeUrl] ?? rule.drainMs };
    }
    #find(typeUrl) {
        return this.#subscriptions.find(({ rule }) => rule.typeUrl === typeUrl);
    }
    #stub({ typeUrl, name }) {
        const body = this.#parts.delivery?.stub?.(typeUrl, name);
        if (body === undefined)
            return undefined;
        const stub = resource({ typeUrl, name, body });
        return this.#group.verdicts.isRejected(stub) ? undefined : stub;
    }
    // A cluster that warms withholds its ACK, and Envoy does not even ask for clusters on a new stream until it has the
    // endpoints: so they are sent to who claims to have them if their cluster was sent on this stream, or never asked for.
    #mustAnswer(typeUrl, name) {
        const leaders = this.#subscriptions.filter(({ rule }) => rule.followedBy === typeUrl);
        if (leaders.length === 0 && followsAnother(typeUrl))
            return true;
        return this.#owed.delete(keyOf({ typeUrl, name }));
    }
    /** Whether the rest of the request counts. */
    #settle(subscription, request) {
        const { nonce, error } = request;
        if (nonce === "" || !subscription.started)
            return true;
        if (!subscription.inFlight(nonce)) {
            return this.#parts.dialect.staleRequestsCount || nonce === subscription.lastNonce;
        }
        if (error === undefined)
            this.#acked(subscription, nonce);
        else
            this.#nacked(subscription, nonce, error);
        return true;
    }
    #acked(subscription, nonce) {
        const flight = subscription.acked(nonce);
        if (flight === undefined)
            return;
        for (const { resource: item } of flight.changes) {
            if (item !== undefined)
                this.#group.accepted(item);
        }
        this.#emit({ kind: "ack", ...this.#report(subscription, flight) });
    }
    #nacked(subscription, nonce, detail) {
        const outcome = subscription.nacked(nonce, detail);
        if (outcome === undefined)
            return;
        const { flight, culprit } = outcome;
        if (culprit !== undefined)
            this.#group.verdicts.reject(culprit, { node: this.#parts.node, detail });
        const blame = culprit && { culprit: { typeUrl: culprit.typeUrl, name: culprit.name, version: culprit.version } };
        this.#emit({ kind: "nack", detail, ...blame, ...this.#report(subscription, flight) });
    }
    #report(subscription, flight) {
        const { changes, nonce, bytes } = flight;
        const puts = changes.flatMap(({ resource: item }) => (item === undefined ? [] : [item]));
        const now = this.#host.clock.now();
        return {
            ...this.#identity,
            typeUrl: subscription.rule.typeUrl,
            nonce,
            names: puts.map(({ name }) => name),
            versions: puts.map(({ version }) => version),
            removed: changes.filter((change) => change.resource === undefined).map(({ name }) => name),
            bytes,
            ms: changes.reduce((longest, { since }) => Math.max(longest, now - since), 0),
        };
    }
    #emit(event) {
        this.#host.record(event);
        this.#parts.onEvent?.(event);
    }
    #flush() {
        this.#again = true;
        if (this.#flushing || this.#group.snapshot === undefined)
            return;
        this.#flushing = true;
        try {
            while (this.#again) {
                this.#again = false;
                for (const subscription of this.#subscriptions)
                    subscription.expand();
                while (this.#open && this.#writable && (this.#pass(orderedGate(this.#subscriptions)) || this.#unblocked()))
                    ;
            }
        }
        finally {
            this.#flushing = false;
        }
        this.#armTimer();
    }
    /** Sends what may be sent, in the order of the types. */
    #pass(gate) {
        let progress = false;
        const maxBytes = this.#parts.delivery?.maxResponseBytes ?? mebibyte;
        for (const subscription of this.#subscriptions) {
            while (this.#open && this.#writable) {
                const changes = subscription.next(gate, maxBytes);
                if (changes === undefined)
                    break;
                this.#send(subscription, changes);
                progress = true;
            }
        }
        return progress;
    }
    /** Resources that require each other in a circle would wait for ever: if nothing is on its way, the order gives in. */
    #unblocked() {
        const stuck = this.#subscriptions.every(({ idle }) => idle) && this.#subscriptions.some(({ waiting }) => waiting);
        return stuck && this.#pass(openGate);
    }
    #send(subscription, changes) {
        const nonce = subscription.nextNonce(this.#host.revision());
        const composition = this.#parts.dialect.compose(subscription, changes);
        const response = this.#host.memo.encoded(subscription.rule.typeUrl, nonce, composition);
        const flight = { nonce, changes, bytes: response.length };
        subscription.sent(flight);
        for (const { resource: item } of changes)
            if (item !== undefined)
                this.#group.verdicts.offered(item);
        this.#callFollowers(subscription.rule, changes);
        this.#writable = this.#parts.send(response);
        this.#emit({ kind: "sent", ...this.#report(subscription, flight) });
    }
    #callFollowers(rule, changes) {
        if (rule.followedBy === undefined)
            return;
        const followers = this.#find(rule.followedBy);
        for (const { resource: leader, since } of changes) {
            for (const ref of leader?.requires ?? []) {
                if (ref.typeUrl !== rule.followedBy)
                    continue;
                if (followers?.names.has(ref.name))
                    followers.mark(ref.name, { since, forced: true });
                else
                    this.#owed.add(keyOf(ref));
            }
        }
    }
    #armTimer() {
        this.#cancelTimer?.();
        this.#cancelTimer = undefined;
        const next = Math.min(...this.#subscriptions.map(({ nextRemovalAt }) => nextRemovalAt));
        if (!this.#open || next === Number.POSITIVE_INFINITY)
            return;
        this.#cancelTimer = this.#host.clock.after(Math.max(0, next - this.#host.clock.now()), () => {
            for (const subscription of this.#subscriptions)
                subscription.endDrains();
            this.#guarded(() => this.#flush());
        });
    }
}
//# sourceMappingURL=stream.js.map