import type { TokenRule } from "../ir/authentication.js";
import type { Authorizer } from "../ir/external.js";
import type { NodeLayer } from "../ir/node.js";
import type { Waypoint } from "../ir/waypoint.js";

/** A mesh as it is carried out: everything that decides about a request. */
export interface ExplainedMesh {
  readonly waypoints: readonly Waypoint[];
  readonly node: NodeLayer;
}

/** One request to explain. */
export interface ExplainedRequest {
  /** `namespace/sa/account`, or a pod (`namespace/name`). */
  readonly from: string;
  /** The client's address; absent: that of the first pod of this identity. */
  readonly address?: string;
  /** The name the client asks for, and the port: `reviews.shop`, 80. */
  readonly host: string;
  readonly port: number;
  readonly method: string;
  /** With its query, as it is sent. */
  readonly path: string;
  /** In order; `host` stands for the name above unless it is here. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The payload of a token that is taken for good; tokens in the headers are verified. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Whether keys made the signature of a token (its text); absent: it is verified. */
  readonly vouches?: (token: string, keys: SigningKeys) => boolean;
  /** What authorizers answer; absent: they let pass. */
  readonly authorizer?: (authorizer: Authorizer, request: SentRequest) => AuthorizerAnswer;
  /** Seconds since 1970, for tokens that expire. */
  readonly nowSeconds: number;
}

/** Keys that are at hand, or published in the mesh. */
export type SigningKeys = Exclude<TokenRule["keys"], { readonly kind: "unavailable" }>;

/** A request at some point of its way. */
export interface SentRequest {
  readonly method: string;
  readonly host: string;
  /** With its query. */
  readonly path: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

/** What an authorizer says about a request. */
export type AuthorizerAnswer = { readonly kind: "allow" } | { readonly kind: "deny"; readonly status: number };
