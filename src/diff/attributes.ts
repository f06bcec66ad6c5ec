/** The attributes of requests that are varied, and requests as they are put together from values of them. */
import type { ExplainedRequest } from "../explain/request.js";
import { keyNames } from "./mesh-side.js";

/** Something about requests that rules look at. Headers and query parameters are attributes by name. */
export type Attribute =
  | "authorizer"
  | "browser"
  | "token"
  | "client"
  | "address"
  | "method"
  | "path"
  | "host"
  | `header ${string}`
  | `query ${string}`;

/** A token as a request carries it. Whether its signature holds is decided by the key, which is known by name only. */
export interface WitnessToken {
  /** `authorization: Bearer `, `x-token: `, `cookie session`, or the name of a query parameter. */
  readonly place: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The key that signed it; absent: one that nobody knows. */
  readonly key?: string;
}

/** A request in the making. */
export interface Draft {
  /** `namespace/sa/account`. */
  readonly from: string;
  /** Absent: the one that the client has. */
  readonly address?: string;
  /** The service's name as the client asks for it. */
  readonly name: string;
  readonly port: number;
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly token?: WitnessToken;
  /** The authorizer that refuses; all others let pass. */
  readonly refusing?: string;
}

/** One value that an attribute may have. */
export interface AttributeValue {
  /** The same for the same value. */
  readonly key: string;
  readonly onto: (draft: Draft) => Draft;
}

/** The draft with a header, or without. */
export function withHeader(draft: Draft, name: string, value: string | undefined): Draft {
  const { [name]: _, ...others } = draft.headers;
  return { ...draft, headers: value === undefined ? others : { ...others, [name]: value } };
}

/** The draft with a query parameter, or without. */
export function withParameter(draft: Draft, name: string, value: string | undefined): Draft {
  const { [name]: _, ...others } = draft.query;
  return { ...draft, query: value === undefined ? others : { ...others, [name]: value } };
}

/** Tokens that are compared hold for ever. */
const nowSeconds = 0;

/** The request that a draft stands for. */
export function requestOf(draft: Draft): ExplainedRequest {
  const { from, address, name, port, method, refusing } = draft;
  const { path, headers } = withTokenPlaced(draft);
  return {
    from,
    ...(address !== undefined && { address }),
    host: name,
    port,
    method,
    path,
    headers,
    vouches: (token, keys) => keyNames(keys).includes(keyOfToken(token)),
    ...(refusing !== undefined && {
      authorizer: (authorizer) => (authorizer.name === refusing ? { kind: "deny", status: 403 } : { kind: "allow" }),
    }),
    nowSeconds,
  };
}

/** The path with its query and the headers, the token among them. */
export function withTokenPlaced({ path, query, headers, token }: Draft): {
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
} {
  const parameters = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const sent = Object.entries(headers);
  if (token !== undefined) {
    const text = tokenText(token);
    const colon = token.place.indexOf(":");
    if (token.place.startsWith("cookie ")) sent.push(["cookie", `${token.place.slice("cookie ".length)}=${text}`]);
    else if (colon < 0) parameters.push(`${token.place}=${text}`);
    else sent.push([token.place.slice(0, colon), `${token.place.slice(colon + 2)}${text}`]);
  }
  return { path: parameters.length === 0 ? path : `${path}?${parameters.join("&")}`, headers: sent };
}

function tokenText({ payload, key = "nobody" }: WitnessToken): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value), "utf8").toString("base64url");
  return `${part({ alg: "RS256" })}.${part(payload)}.${Buffer.from(key, "utf8").toString("base64url")}`;
}

function keyOfToken(token: string): string {
  return Buffer.from(token.slice(token.lastIndexOf(".") + 1), "base64url").toString("utf8");
}
