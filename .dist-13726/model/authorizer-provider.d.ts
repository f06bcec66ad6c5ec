import type { Schema } from "./schema/schema.js";
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
export declare const grpcAuthorizerSchema: Schema;
export declare const httpAuthorizerSchema: Schema;
export {};
