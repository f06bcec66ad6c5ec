import type { BackendReference } from "./backend-reference.js";
import type { Schema } from "./schema/schema.js";
/** One filter of a rule or a backend; `type` says which of the members is there. */
export type HttpRouteFilter = {
    readonly type: "RequestHeaderModifier";
    readonly requestHeaderModifier: HeaderModifier;
} | {
    readonly type: "ResponseHeaderModifier";
    readonly responseHeaderModifier: HeaderModifier;
} | {
    readonly type: "RequestMirror";
    readonly requestMirror: RequestMirror;
} | {
    readonly type: "RequestRedirect";
    readonly requestRedirect: RequestRedirect;
} | {
    readonly type: "URLRewrite";
    readonly urlRewrite: UrlRewrite;
} | {
    readonly type: "CORS";
    readonly cors: Cors;
} | {
    readonly type: "ExternalAuth";
    readonly externalAuth: ExternalAuth;
} | {
    readonly type: "ExtensionRef";
    readonly extensionRef: ExtensionReference;
};
/** In this order: `remove`, `set`, `add`; header names ignore case. */
export interface HeaderModifier {
    readonly set: readonly HttpHeader[];
    readonly add: readonly HttpHeader[];
    readonly remove: readonly string[];
}
export interface HttpHeader {
    readonly name: string;
    readonly value: string;
}
/** A copy of the requests (all of them, or a share) goes to `backendRef`; its answers are dropped. */
export interface RequestMirror {
    readonly backendRef: BackendReference;
    /** 0 to 100. */
    readonly percent?: number;
    readonly fraction?: {
        readonly numerator: number;
        readonly denominator: number;
    };
}
export interface RequestRedirect {
    readonly scheme?: "http" | "https";
    readonly hostname?: string;
    readonly path?: PathModifier;
    readonly port?: number;
    readonly statusCode: 301 | 302 | 303 | 307 | 308;
}
interface UrlRewrite {
    readonly hostname?: string;
    readonly path?: PathModifier;
}
export type PathModifier = {
    readonly type: "ReplaceFullPath";
    readonly replaceFullPath: string;
} | {
    readonly type: "ReplacePrefixMatch";
    readonly replacePrefixMatch: string;
};
export interface Cors {
    readonly allowOrigins: readonly string[];
    readonly allowCredentials: boolean;
    readonly allowMethods: readonly string[];
    readonly allowHeaders: readonly string[];
    readonly exposeHeaders: readonly string[];
    /** Seconds. */
    readonly maxAge: number;
}
interface ExternalAuth {
    readonly protocol: "HTTP" | "GRPC";
    readonly backendRef: BackendReference;
    readonly grpc?: {
        readonly allowedHeaders: readonly string[];
    };
    readonly http?: {
        readonly path?: string;
        readonly allowedHeaders: readonly string[];
        readonly allowedResponseHeaders: readonly string[];
    };
    readonly forwardBody?: {
        readonly maxSize: number;
    };
}
interface ExtensionReference {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
}
export declare const headerModifierSchema: Schema;
export declare const mirrorSchema: Schema;
export declare const extensionReferenceSchema: Schema;
/** Parts of the schema of HTTPRoute that rules and backends share. */
export declare const filterDefinitions: Readonly<Record<string, Schema>>;
/** Schema of `filters`, below a root schema with `filterDefinitions`. */
export declare const filtersSchema: Schema;
export {};
