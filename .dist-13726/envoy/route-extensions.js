import { routePlugins } from "./filters/plugins.js";
import { onwardState } from "./onward.js";
import { routePolicy } from "./route-policy.js";
import { constant } from "./settings.js";
import { stringMatcher } from "./string-match.js";
const [cors, session] = ["envoy.filters.http.cors", "envoy.filters.http.stateful_session"];
/** Answers preflights; acts only where a route asks for it. */
export const corsFilter = constant({
    name: cors,
    typedConfig: { type: "envoy.extensions.filters.http.cors.v3.Cors", value: {} },
});
/** Keeps sessions at their endpoint; acts only where a route asks for it. */
export const sessionFilter = constant({
    name: session,
    typedConfig: { type: "envoy.extensions.filters.http.stateful_session.v3.StatefulSession", value: {} },
});
/** What a route brings along for the filters of its listener, which are empty: so it travels with the route. */
export function routeExtensions(route, port) {
    const persistence = route.action.kind === "forward" ? route.action.session : undefined;
    const found = {
        ...routePolicy(route.access).typedPerFilterConfig,
        ...routePlugins(route.plugins),
        ...(route.cors !== undefined && { [cors]: corsPolicy(route.cors) }),
        ...onwardState(route, port),
        ...(persistence !== undefined && { [session]: sessionState(persistence) }),
    };
    return Object.keys(found).length === 0 ? {} : { typedPerFilterConfig: found };
}
function corsPolicy(allowed) {
    return {
        type: "envoy.extensions.filters.http.cors.v3.CorsPolicy",
        value: {
            allowOriginStringMatch: allowed.origins.map(stringMatcher),
            allowMethods: listed(allowed.methods),
            allowHeaders: listed(allowed.headers),
            exposeHeaders: listed(allowed.exposedHeaders),
            maxAge: String(allowed.maxAgeSeconds),
            allowCredentials: { value: allowed.credentials },
            // The application knows nothing of the filter: it must not be asked for what was refused here.
            forwardNotMatchingPreflights: { value: false },
        },
    };
}
/** Envoy answers a wildcard with what the preflight asks for, which is right with and without credentials. */
function listed(names) {
    return names === "*" ? "*" : names.join(", ");
}
function sessionState(persistence) {
    return {
        type: "envoy.extensions.filters.http.stateful_session.v3.StatefulSessionPerRoute",
        value: {
            statefulSession: {
                sessionState: persistence.kind === "header"
                    ? {
                        name: "envoy.http.stateful_session.header",
                        typedConfig: {
                            type: "envoy.extensions.http.stateful_session.header.v3.HeaderBasedSessionState",
                            value: { name: persistence.name },
                        },
                    }
                    : {
                        name: "envoy.http.stateful_session.cookie",
                        typedConfig: {
                            type: "envoy.extensions.http.stateful_session.cookie.v3.CookieBasedSessionState",
                            value: { cookie: cookieOf(persistence) },
                        },
                    },
            },
        },
    };
}
function cookieOf({ name, path, lifetimeSeconds, }) {
    return { name, path, ...(lifetimeSeconds !== undefined && { ttl: { seconds: lifetimeSeconds } }) };
}
//# sourceMappingURL=route-extensions.js.map