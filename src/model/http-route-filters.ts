import type { BackendReference } from "./backend-reference.js";
import { backendReferenceSchema } from "./backend-reference.js";
import { apiGroup, dnsName, headerName, headerValue, kindName, objectName, portNumber } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { boolean, distinct, integer, listOrNone, object, oneOf, text, withDefault } from "./schema/schema.js";

/** One filter of a rule or a backend; `type` says which of the members is there. */
export type HttpRouteFilter =
  | { readonly type: "RequestHeaderModifier"; readonly requestHeaderModifier: HeaderModifier }
  | { readonly type: "ResponseHeaderModifier"; readonly responseHeaderModifier: HeaderModifier }
  | { readonly type: "RequestMirror"; readonly requestMirror: RequestMirror }
  | { readonly type: "RequestRedirect"; readonly requestRedirect: RequestRedirect }
  | { readonly type: "URLRewrite"; readonly urlRewrite: UrlRewrite }
  | { readonly type: "CORS"; readonly cors: Cors }
  | { readonly type: "ExternalAuth"; readonly externalAuth: ExternalAuth }
  | { readonly type: "ExtensionRef"; readonly extensionRef: ExtensionReference };

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
  readonly fraction?: { readonly numerator: number; readonly denominator: number };
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

export type PathModifier =
  | { readonly type: "ReplaceFullPath"; readonly replaceFullPath: string }
  | { readonly type: "ReplacePrefixMatch"; readonly replacePrefixMatch: string };

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
  readonly grpc?: { readonly allowedHeaders: readonly string[] };
  readonly http?: {
    readonly path?: string;
    readonly allowedHeaders: readonly string[];
    readonly allowedResponseHeaders: readonly string[];
  };
  readonly forwardBody?: { readonly maxSize: number };
}

interface ExtensionReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

const headerEntries: Schema = listOrNone(object({ name: headerName, value: headerValue }), {
  maxItems: 16,
  uniqueBy: ["name"],
});

export const headerModifierSchema: Schema = object(
  {},
  { set: headerEntries, add: headerEntries, remove: listOrNone(text, { maxItems: 16, rules: [distinct] }) },
);

const shortPath: Schema = { type: "string", maxLength: 1024 };

const pathModifierSchema: Schema = object(
  { type: oneOf("ReplaceFullPath", "ReplacePrefixMatch") },
  { replaceFullPath: shortPath, replacePrefixMatch: shortPath },
  {
    union: {
      tag: "type",
      members: { ReplaceFullPath: "replaceFullPath", ReplacePrefixMatch: "replacePrefixMatch" },
    },
  },
);

const headerNames: Schema = listOrNone(headerName, { maxItems: 64, rules: [distinct] });
const forwardedNames: Schema = listOrNone(text, { maxItems: 64, rules: [distinct] });

const corsSchema: Schema = object(
  {},
  {
    allowOrigins: listOrNone(
      {
        type: "string",
        minLength: 1,
        maxLength: 253,
        pattern: "^\\*$|^https?://((\\*\\.)?([a-zA-Z0-9-]+\\.)*[a-zA-Z0-9-]+|\\*)(:[0-9]{1,5})?$",
        meaning: "'*', or an origin such as https://shop.example.com or https://*.example.com",
      },
      { maxItems: 64, rules: [distinct] },
    ),
    allowCredentials: withDefault(false, boolean),
    allowMethods: listOrNone(
      oneOf("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "*"),
      { maxItems: 9, rules: [distinct] },
    ),
    allowHeaders: headerNames,
    exposeHeaders: headerNames,
    maxAge: withDefault(5, integer(1)),
  },
);

export const mirrorSchema: Schema = object(
  { backendRef: backendReferenceSchema },
  {
    percent: integer(0, 100),
    fraction: object({ numerator: integer(0) }, { denominator: withDefault(100, integer(1)) }),
  },
  { exclusive: ["percent", "fraction"] },
);

const externalAuthSchema: Schema = object(
  { protocol: oneOf("HTTP", "GRPC"), backendRef: backendReferenceSchema },
  {
    grpc: object({}, { allowedHeaders: forwardedNames }),
    http: object(
      {},
      {
        path: shortPath,
        allowedHeaders: forwardedNames,
        allowedResponseHeaders: forwardedNames,
      },
    ),
    forwardBody: object({}, { maxSize: withDefault(0, integer(0)) }),
  },
  { union: { tag: "protocol", members: { GRPC: "grpc", HTTP: "http" } } },
);

const redirectSchema: Schema = object(
  {},
  {
    scheme: oneOf("http", "https"),
    hostname: dnsName,
    path: pathModifierSchema,
    port: portNumber,
    statusCode: withDefault(302, oneOf(301, 302, 303, 307, 308)),
  },
);

export const extensionReferenceSchema: Schema = object({ group: apiGroup, kind: kindName, name: objectName });

/** The member that each type of filter has. */
const members: Readonly<Record<HttpRouteFilter["type"], string>> = {
  RequestHeaderModifier: "requestHeaderModifier",
  ResponseHeaderModifier: "responseHeaderModifier",
  RequestMirror: "requestMirror",
  RequestRedirect: "requestRedirect",
  URLRewrite: "urlRewrite",
  CORS: "cors",
  ExternalAuth: "externalAuth",
  ExtensionRef: "extensionRef",
};

const filterSchema: Schema = object(
  { type: oneOf(...Object.keys(members)) },
  {
    requestHeaderModifier: headerModifierSchema,
    responseHeaderModifier: headerModifierSchema,
    requestMirror: mirrorSchema,
    requestRedirect: redirectSchema,
    urlRewrite: object({}, { hostname: dnsName, path: pathModifierSchema }),
    cors: corsSchema,
    externalAuth: externalAuthSchema,
    extensionRef: extensionReferenceSchema,
  },
  { union: { tag: "type", members } },
);

/** Parts of the schema of HTTPRoute that rules and backends share. */
export const filterDefinitions: Readonly<Record<string, Schema>> = { filter: filterSchema };

/** Schema of `filters`, below a root schema with `filterDefinitions`. */
export const filtersSchema: Schema = listOrNone({ $ref: "#/$defs/filter" }, { maxItems: 16 });
