import type {
  HttpBackendReference,
  HttpRouteRule,
  HttpValueMatch,
  ParentReference,
  SessionPersistence,
} from "./http-route.js";
import { backendSchema, matchNameSchema, parentReferenceSchema, persistenceSchema } from "./http-route.js";
import type { HttpRouteFilter } from "./http-route-filters.js";
import { extensionReferenceSchema, filtersSchema, headerModifierSchema, mirrorSchema } from "./http-route-filters.js";
import { mostMatches, parentRules } from "./route-rules.js";
import { dnsName, hostname } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { listOrNone, object, oneOf, withDefault } from "./schema/schema.js";

/** `GRPCRoute` (gateway.networking.k8s.io/v1), experimental channel, defaults applied. */
export interface GrpcRouteSpec {
  readonly parentRefs: readonly ParentReference[];
  /** Ignored on mesh routes (parent Service). */
  readonly hostnames: readonly string[];
  readonly rules: readonly GrpcRouteRule[];
  /** Asks for the default Gateways of the cluster. */
  readonly useDefaultGateways?: "All" | "None";
}

export interface GrpcRouteRule extends Pick<HttpRouteRule, "name"> {
  /** Any of them; none: every gRPC request. */
  readonly matches: readonly GrpcRouteMatch[];
  readonly filters: readonly GrpcRouteFilter[];
  readonly backendRefs: readonly HttpBackendReference[];
  readonly sessionPersistence?: SessionPersistence;
}

/** Everything in it must match. */
export interface GrpcRouteMatch {
  readonly method?: GrpcMethodMatch;
  readonly headers: readonly HttpValueMatch[];
}

/** A gRPC request is a `POST /service/method`. An absent or empty part is any. */
export interface GrpcMethodMatch {
  readonly type: "Exact" | "RegularExpression";
  /** With its package: `shop.v1.Reviews`. */
  readonly service?: string;
  readonly method?: string;
}

/** Those of HTTPRoute that make sense without paths and redirects. */
type GrpcRouteFilter = Extract<
  HttpRouteFilter,
  { readonly type: "RequestHeaderModifier" | "ResponseHeaderModifier" | "RequestMirror" | "ExtensionRef" }
>;

/** The member that each type of filter has. */
const members: Readonly<Record<GrpcRouteFilter["type"], string>> = {
  RequestHeaderModifier: "requestHeaderModifier",
  ResponseHeaderModifier: "responseHeaderModifier",
  RequestMirror: "requestMirror",
  ExtensionRef: "extensionRef",
};

const filterSchema: Schema = object(
  { type: oneOf(...Object.keys(members)) },
  {
    requestHeaderModifier: headerModifierSchema,
    responseHeaderModifier: headerModifierSchema,
    requestMirror: mirrorSchema,
    extensionRef: extensionReferenceSchema,
  },
  { union: { tag: "type", members } },
);

const matchType: Schema = withDefault("Exact", oneOf("Exact", "RegularExpression"));
const namePart: Schema = { type: "string", maxLength: 1024 };

const matchSchema: Schema = object(
  {},
  {
    method: object({}, { type: matchType, service: namePart, method: namePart }),
    headers: listOrNone(
      object({ name: matchNameSchema, value: { type: "string", minLength: 1, maxLength: 4096 } }, { type: matchType }),
      { maxItems: 16, uniqueBy: ["name"] },
    ),
  },
);

const ruleSchema: Schema = object(
  {},
  {
    name: dnsName,
    matches: listOrNone(matchSchema, { maxItems: 64 }),
    filters: filtersSchema,
    backendRefs: listOrNone(backendSchema, { maxItems: 16 }),
    sessionPersistence: persistenceSchema,
  },
);

export const grpcRouteSchema: Schema = object(
  {},
  {
    parentRefs: listOrNone(parentReferenceSchema, { maxItems: 32, rules: parentRules }),
    hostnames: listOrNone(hostname, { maxItems: 16 }),
    rules: listOrNone(ruleSchema, { maxItems: 16, rules: [mostMatches] }),
    useDefaultGateways: oneOf("All", "None"),
  },
  { $defs: { filter: filterSchema } },
);
