import type { BackendReference } from "./backend-reference.js";
import { backendReferenceFields } from "./backend-reference.js";
import type { HttpRouteFilter } from "./http-route-filters.js";
import { filterDefinitions, filtersSchema } from "./http-route-filters.js";
import { cookieOfSession, mostMatches, parentRules, portOfService } from "./route-rules.js";
import {
  apiGroup,
  dnsLabel,
  dnsName,
  gatewayDuration,
  headerName,
  headerValue,
  hostname,
  kindName,
  objectName,
  portNumber,
} from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { distinct, integer, list, listOrNone, object, oneOf, withDefault } from "./schema/schema.js";

/** `HTTPRoute` (gateway.networking.k8s.io/v1, v1beta1), experimental channel, defaults applied. */
export interface HttpRouteSpec {
  readonly parentRefs: readonly ParentReference[];
  /** Ignored on mesh routes (parent Service). */
  readonly hostnames: readonly string[];
  readonly rules: readonly HttpRouteRule[];
  /** Asks for the default Gateways of the cluster. */
  readonly useDefaultGateways?: "All" | "None";
}

/** What a route attaches to. */
export interface ParentReference {
  /** Empty for core kinds such as Service. */
  readonly group: string;
  readonly kind: string;
  /** Absent: the namespace of the route. */
  readonly namespace?: string;
  readonly name: string;
  /** A listener of a Gateway, a port name of a Service. */
  readonly sectionName?: string;
  readonly port?: number;
}

export interface HttpRouteRule {
  readonly name?: string;
  /** Any of them. */
  readonly matches: readonly HttpRouteMatch[];
  readonly filters: readonly HttpRouteFilter[];
  readonly backendRefs: readonly HttpBackendReference[];
  readonly timeouts?: HttpRouteTimeouts;
  readonly retry?: HttpRouteRetry;
  readonly sessionPersistence?: SessionPersistence;
}

/** Everything in it must match. */
export interface HttpRouteMatch {
  readonly path: HttpPathMatch;
  readonly headers: readonly HttpValueMatch[];
  readonly queryParams: readonly HttpValueMatch[];
  readonly method?: HttpMethod;
}

export interface HttpPathMatch {
  readonly type: "Exact" | "PathPrefix" | "RegularExpression";
  readonly value: string;
}

/** A header or query parameter. Of several entries of one name only the first counts. */
export interface HttpValueMatch {
  readonly type: "Exact" | "RegularExpression";
  readonly name: string;
  readonly value: string;
}

type HttpMethod = "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "CONNECT" | "OPTIONS" | "TRACE" | "PATCH";

export interface HttpBackendReference extends BackendReference {
  /** Share of the requests, relative to the sum over the rule; 0: none. */
  readonly weight: number;
  readonly filters: readonly HttpRouteFilter[];
}

/** Durations in the form of the Gateway API (GEP-2257: `1h30m`, `500ms`); `0s` means no limit. */
export interface HttpRouteTimeouts {
  /** The whole exchange, all tries included. */
  readonly request?: string;
  /** One try at a backend. */
  readonly backendRequest?: string;
}

export interface HttpRouteRetry {
  /** Statuses worth another try. */
  readonly codes?: readonly number[];
  /** Retries, not tries. */
  readonly attempts?: number;
  /** Least pause between tries, a GEP-2257 duration. */
  readonly backoff?: string;
}

/** `Permanent`: until `absoluteTimeout` has passed. `Session`: until the client forgets it. */
type CookieLifetime = "Permanent" | "Session";

export interface SessionPersistence {
  readonly type: "Cookie" | "Header";
  /** A GEP-2257 duration. */
  readonly absoluteTimeout?: string;
  readonly idleTimeout?: string;
  /** Of the cookie or header, as earlier versions of the API had it. */
  readonly sessionName?: string;
  readonly cookie?: { readonly lifetimeType: CookieLifetime; readonly name?: string; readonly path?: string };
  /** `cookie`, as earlier versions of the API had it. */
  readonly cookieConfig?: { readonly lifetimeType: CookieLifetime };
  readonly header?: { readonly name: string };
}

export const parentReferenceSchema: Schema = object(
  { name: objectName },
  {
    group: { ...apiGroup, default: "gateway.networking.k8s.io" },
    kind: { ...kindName, default: "Gateway" },
    namespace: dnsLabel,
    sectionName: dnsName,
    port: portNumber,
  },
);

const everyPath = { type: "PathPrefix", value: "/" };

const valueMatchType: Schema = withDefault("Exact", oneOf("Exact", "RegularExpression"));

/** A header, or a claim of a verified token (`lowering/claim-matches.ts`). */
export const matchNameSchema: Schema = {
  ...headerName,
  pattern: `${headerName.pattern}|^@request\\.auth\\.claims((\\.[^.[\\]]+)+|(\\[[^[\\]]+\\])+)$`,
  meaning: "a header name, or @request.auth.claims[NAME]",
};

const matchSchema: Schema = object(
  {},
  {
    path: withDefault(
      everyPath,
      object(
        {},
        {
          type: withDefault("PathPrefix", oneOf("Exact", "PathPrefix", "RegularExpression")),
          value: { type: "string", maxLength: 1024, default: "/" },
        },
      ),
    ),
    headers: listOrNone(object({ name: matchNameSchema, value: headerValue }, { type: valueMatchType }), {
      maxItems: 16,
      uniqueBy: ["name"],
    }),
    queryParams: listOrNone(
      object({ name: headerName, value: { type: "string", minLength: 1, maxLength: 1024 } }, { type: valueMatchType }),
      { maxItems: 16, uniqueBy: ["name"] },
    ),
    method: oneOf("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"),
  },
);

export const persistenceSchema: Schema = object(
  {},
  {
    type: withDefault("Cookie", oneOf("Cookie", "Header")),
    absoluteTimeout: gatewayDuration,
    idleTimeout: gatewayDuration,
    sessionName: headerName,
    cookie: object(
      {},
      {
        lifetimeType: withDefault("Session", oneOf("Permanent", "Session")),
        name: headerName,
        path: { type: "string", maxLength: 1024 },
      },
    ),
    cookieConfig: object({}, { lifetimeType: withDefault("Session", oneOf("Permanent", "Session")) }),
    header: object({ name: headerName }),
  },
  { rules: [cookieOfSession] },
);

/** A backend of a rule, below a root schema that defines `filter`. */
export const backendSchema: Schema = object(
  { name: objectName },
  { ...backendReferenceFields, weight: withDefault(1, integer(0, 1_000_000)), filters: filtersSchema },
  { rules: [portOfService] },
);

const ruleSchema: Schema = object(
  {},
  {
    name: dnsName,
    matches: list(matchSchema, { maxItems: 64, default: [{ path: everyPath }] }),
    filters: filtersSchema,
    backendRefs: listOrNone(backendSchema, { maxItems: 16 }),
    timeouts: object({}, { request: gatewayDuration, backendRequest: gatewayDuration }),
    retry: object(
      {},
      {
        codes: list(integer(400, 599), { rules: [distinct] }),
        attempts: integer(1, Number.MAX_SAFE_INTEGER),
        backoff: gatewayDuration,
      },
    ),
    sessionPersistence: persistenceSchema,
  },
);

export const httpRouteSchema: Schema = object(
  {},
  {
    parentRefs: listOrNone(parentReferenceSchema, { maxItems: 32, rules: parentRules }),
    hostnames: listOrNone(hostname, { maxItems: 16 }),
    rules: list(ruleSchema, {
      minItems: 1,
      maxItems: 16,
      default: [{ matches: [{ path: everyPath }] }],
      rules: [mostMatches],
    }),
    useDefaultGateways: oneOf("All", "None"),
  },
  { $defs: filterDefinitions },
);
