/** Who may do what on a service port, and how callers prove who they are: the policy slot. */
import type { Origin } from "../diagnostics/origin.js";
import type { Authentication } from "./authentication.js";
import type { Authorizer } from "./external.js";
import type { Cidr, StringPattern } from "./pattern.js";
import type { PluginUse } from "./wasm.js";
/** Everything that judges a request before it is routed. All empty: everybody may do everything. */
export interface Access {
    readonly authentication?: Authentication;
    /** Authorizers outside are asked before anybody else judges; all that are asked must let the request pass. */
    readonly external?: readonly ExternalCheck[];
    /** A request that matches any of these is recorded; it is refused by none of them. */
    readonly audit?: readonly Policy[];
    /** What would happen if these were in force as well is recorded; they refuse nobody. */
    readonly trial?: PolicyTrial;
    /** A request that matches any of these is refused, whatever else allows it. */
    readonly deny: readonly Policy[];
    /** If there is one at all, a request must match one of them. */
    readonly allow: readonly Policy[];
    /** Plugins that see requests on their way, in their order. */
    readonly plugins?: readonly PluginUse[];
}
/** Whom to ask about which requests. */
export interface ExternalCheck {
    readonly authorizer: Authorizer;
    /** A request that matches any of these is put to the authorizer; it is not asked about others. */
    readonly policies: readonly Policy[];
    /** It is asked, and its answers are recorded, but they refuse nobody. */
    readonly onTrial: boolean;
}
/** Policies that are tried out beside those in force. */
export interface PolicyTrial {
    readonly deny: readonly Policy[];
    readonly allow: readonly Policy[];
}
/** No policy at all. */
export declare const openAccess: Access;
/** One policy object, or the fail-closed form of one that could not be honoured. */
export interface Policy {
    /** `namespace/name`. */
    readonly name: string;
    /** Any of them; none: matches nothing (so an ALLOW policy without rules refuses everything). */
    readonly rules: readonly Rule[];
    readonly origin: Origin;
}
/** `from`, `to` and `when` must all hold; an empty list holds always. */
export interface Rule {
    /** `rule[0]`: unique in its policy, stable. */
    readonly name: string;
    /** Any of these clauses. */
    readonly from: readonly Clause[];
    /** Any of these clauses. */
    readonly to: readonly Clause[];
    /** All of these conditions. */
    readonly when: Clause;
    readonly origin: Origin;
}
/** All of these conditions. An empty clause holds always. */
export type Clause = readonly Condition[];
/**
 * One attribute must match one of the values (`negated: false`), or none of them (`negated: true`).
 * A missing attribute fails a positive condition and satisfies a negated one.
 */
export type Condition = TextCondition | AddressCondition | PortCondition | NeverCondition;
export interface TextCondition {
    readonly kind: "text";
    readonly attribute: TextAttribute;
    readonly values: readonly StringPattern[];
    readonly negated: boolean;
    readonly origin: Origin;
}
export interface AddressCondition {
    readonly kind: "address";
    /** `source`: the direct peer, the client's pod. `remote`: the client as X-Forwarded-For tells it. `destination`: the address the client asked for. */
    readonly attribute: "source" | "remote" | "destination";
    readonly ranges: readonly Cidr[];
    readonly negated: boolean;
    readonly origin: Origin;
}
export interface PortCondition {
    readonly kind: "port";
    /** The port the client asked for: the service port on a waypoint, the pod's port at the L4 layer. */
    readonly ports: readonly number[];
    readonly negated: boolean;
    readonly origin: Origin;
}
/** Holds never: the fail-closed form of a condition in an ALLOW rule that cannot be honoured. */
export interface NeverCondition {
    readonly kind: "never";
    readonly because: string;
    readonly origin: Origin;
}
/**
 * What a text condition looks at.
 * `principal` is the client's SPIFFE id as a whole, with `spiffe://` in front. `namespace` and `service-account`
 * (`namespace/name`) are parts of it. `request-principal` is `issuer/subject` of a verified token. `claim` is the value
 * at a path of nested keys inside a verified token; lists match if one element does. `host` ignores case and includes
 * a port if the client sent one. `path` is without query, after normalisation. `server-name` is what a TLS client hello
 * names; requests that are not encrypted have none.
 */
export type TextAttribute = {
    readonly name: "principal" | "namespace" | "service-account" | "trust-domain";
} | {
    readonly name: "request-principal" | "host" | "method" | "path" | "server-name";
} | {
    readonly name: "claim";
    readonly path: readonly string[];
} | {
    readonly name: "header";
    readonly header: string;
};
