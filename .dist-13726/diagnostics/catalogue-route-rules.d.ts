/** What the filters, retries and sessions of a route's rules can get wrong. */
export declare const routeRuleCodes: {
    readonly WM4030: {
        readonly severity: "error";
        readonly title: "A mirror that gets nothing";
        readonly meaning: "The backendRef of a RequestMirror leads nowhere, or its namespace does not permit it (Gateway API: ResolvedRefs is false). The requests themselves go on; nobody gets the copies.";
        readonly fix: "Correct the backendRef, or add a ReferenceGrant in the backend's namespace.";
    };
    readonly WM4031: {
        readonly severity: "warning";
        readonly title: "CORS on a rule that forwards nothing";
        readonly meaning: "Only forwarded requests are answered with the headers of CORS. A preflight of this rule gets the rule's own answer, so browsers refuse what would follow.";
        readonly fix: "Give the rule a backend, or remove the filter.";
    };
    readonly WM4032: {
        readonly severity: "warning";
        readonly title: "A wildcard beside other entries";
        readonly meaning: "`*` allows everything, so the entries beside it say nothing. The Gateway API refuses such a list.";
        readonly fix: "Keep either `*` or the others.";
    };
    readonly WM4033: {
        readonly severity: "warning";
        readonly title: "All headers exposed, with credentials";
        readonly meaning: "Browsers do not take `*` for a wildcard when credentials are allowed, and the Gateway API forbids to answer it. No header is exposed by it.";
        readonly fix: "List the headers in `exposeHeaders`.";
    };
    readonly WM4034: {
        readonly severity: "info";
        readonly title: "A pause between tries that varies";
        readonly meaning: "Waypoints draw the pause before a retry at random, so that clients do not come back all at once: `backoff` long on average before the first, longer before the next. A single pause may be shorter.";
        readonly fix: "Nothing, unless the least pause matters more than the mean: then make `backoff` longer.";
    };
    readonly WM4035: {
        readonly severity: "error";
        readonly title: "Session persistence that cannot be used";
        readonly meaning: "Something that the session's cookie or header needs is missing, or cannot stand in it. The rule is in effect without persistence.";
        readonly fix: "Name the cookie or the header as the Gateway API asks; `Permanent` cookies need `absoluteTimeout`.";
    };
    readonly WM4036: {
        readonly severity: "warning";
        readonly title: "A limit of a session that is held differently";
        readonly meaning: "Waypoints keep sessions in the cookie or header itself: an idle limit cannot be held at all, an absolute one only by cookies, which then carry it as their own lifetime.";
        readonly fix: "Use a cookie with `lifetimeType: Permanent` and `absoluteTimeout`, or leave the limit out.";
    };
    readonly WM4037: {
        readonly severity: "warning";
        readonly title: "Sessions by header across several backends";
        readonly meaning: "A header tells the endpoint, but not which of the rule's backends was chosen. Each request is shared among the backends by weight, and its session holds only if it comes to the same backend again.";
        readonly fix: "Use a cookie, or one backend for each rule.";
    };
    readonly WM4038: {
        readonly severity: "error";
        readonly title: "A path that the API refuses";
        readonly meaning: "Exact and prefix matches cannot contain `//`, `/./`, `/../`, `%2f` or `#`, nor end in `/.` or `/..`: such paths have several meanings. The match is set aside; the rule's other matches stay in effect.";
        readonly fix: "Write the path as it is after normalisation.";
    };
    readonly WM4039: {
        readonly severity: "warning";
        readonly title: "A fraction above one";
        readonly meaning: "`numerator` is larger than `denominator`. Every request is copied.";
        readonly fix: "Make `numerator` at most `denominator`.";
    };
    readonly WM4040: {
        readonly severity: "warning";
        readonly title: "Default Gateways are not served";
        readonly meaning: "`useDefaultGateways` attaches a route to Gateways at the edge of the cluster. waymark applies the route to the Services among its parents, and leaves the rest to whoever serves those Gateways.";
        readonly fix: "Remove the field unless somebody else serves the route, too.";
    };
};
