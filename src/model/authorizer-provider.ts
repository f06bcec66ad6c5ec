/** The members of an extension provider that describe an authorizer: the field names are those of Istio's MeshConfig. */
import { headerValue, portNumber, protoDuration } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { boolean, integer, list, mapOf, object, someText } from "./schema/schema.js";

/** What both kinds of authorizer have. */
interface AuthorizerProvider {
  /** A host name, possibly with `namespace/` in front. */
  readonly service: string;
  readonly port: number;
  /** A protobuf duration; 600s unless given. */
  readonly timeout?: string;
  readonly failOpen?: boolean;
  /** An HTTP status as text; 403 unless given. */
  readonly statusOnError?: string;
  readonly includeRequestBodyInCheck?: {
    readonly maxRequestBytes?: number;
    readonly allowPartialMessage?: boolean;
    readonly packAsBytes?: boolean;
  };
  readonly clearRouteCache?: boolean;
}

/** `envoyExtAuthzGrpc`. */
export type GrpcAuthorizerProvider = AuthorizerProvider;

/** `envoyExtAuthzHttp`. Lists of headers hold names, `prefix*` or `*suffix`. */
export interface HttpAuthorizerProvider extends AuthorizerProvider {
  readonly pathPrefix?: string;
  /** The older name of `includeRequestHeadersInCheck`. */
  readonly includeHeadersInCheck?: readonly string[];
  readonly includeRequestHeadersInCheck?: readonly string[];
  readonly includeAdditionalHeadersInCheck?: Readonly<Record<string, string>>;
  readonly headersToUpstreamOnAllow?: readonly string[];
  readonly headersToDownstreamOnAllow?: readonly string[];
  readonly headersToDownstreamOnDeny?: readonly string[];
}

const required = { service: someText, port: portNumber };

const optional = {
  timeout: protoDuration,
  failOpen: boolean,
  statusOnError: {
    type: "string",
    // The failures among the codes that proxies can answer with; what looks like a success would hide the failure.
    pattern: "^(4(0[0-9]|1[0-7]|2[1-4]|26|28|29|31)|5(0[0-8]|10|11))$",
    meaning: 'the code of an HTTP error, as text: "403"',
  },
  includeRequestBodyInCheck: object(
    { maxRequestBytes: integer(1) },
    { allowPartialMessage: boolean, packAsBytes: boolean },
  ),
  clearRouteCache: boolean,
} as const satisfies Readonly<Record<string, Schema>>;

const headerPatterns: Schema = list({
  type: "string",
  minLength: 1,
  maxLength: 256,
  pattern: "^(\\*?[A-Za-z0-9!#$%&'+\\-.^_`|~]+|[A-Za-z0-9!#$%&'+\\-.^_`|~]+\\*|\\*)$",
  meaning: "the name of a header, possibly with '*' at one end",
});

export const grpcAuthorizerSchema: Schema = object(required, optional);

export const httpAuthorizerSchema: Schema = object(required, {
  ...optional,
  pathPrefix: { type: "string", pattern: "^(/[!-~]*)?$", meaning: "a path that begins with '/'" },
  includeHeadersInCheck: headerPatterns,
  includeRequestHeadersInCheck: headerPatterns,
  includeAdditionalHeadersInCheck: mapOf(headerValue),
  headersToUpstreamOnAllow: headerPatterns,
  headersToDownstreamOnAllow: headerPatterns,
  headersToDownstreamOnDeny: headerPatterns,
});
