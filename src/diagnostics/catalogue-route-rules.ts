import type { CatalogueEntry } from "./catalogue-entry.js";

/** What the filters, retries and sessions of a route's rules can get wrong. */
export const routeRuleCodes = {
  WM4030: {
    severity: "error",
    title: "A mirror that gets nothing",
    meaning:
      "The backendRef of a RequestMirror leads nowhere, or its namespace does not permit it (Gateway API: ResolvedRefs is false). The requests themselves go on; nobody gets the copies.",
    fix: "Correct the backendRef, or add a ReferenceGrant in the backend's namespace.",
  },
  WM4031: {
    severity: "warning",
    title: "CORS on a rule that forwards nothing",
    meaning:
      "Only forwarded requests are answered with the headers of CORS. A preflight of this rule gets the rule's own answer, so browsers refuse what would follow.",
    fix: "Give the rule a backend, or remove the filter.",
  },
  WM4032: {
    severity: "error",
    title: "A wildcard beside other entries",
    meaning: "`*` allows everything, so the entries beside it say nothing. The Gateway API refuses such a list.",
    fix: "Keep either `*` or the others.",
  },
  WM4033: {
    severity: "warning",
    title: "All headers exposed, with credentials",
    meaning:
      "Browsers do not take `*` for a wildcard when credentials are allowed, and the Gateway API forbids to answer it. No header is exposed by it.",
    fix: "List the headers in `exposeHeaders`.",
  },
  WM4034: {
    severity: "info",
    title: "A pause between tries that varies",
    meaning:
      "Waypoints draw the pause before a retry at random, so that clients do not come back all at once: `backoff` long on average before the first, longer before the next. A single pause may be shorter.",
    fix: "Nothing, unless the least pause matters more than the mean: then make `backoff` longer.",
  },
  WM4035: {
    severity: "error",
    title: "Session persistence that cannot be used",
    meaning:
      "Something that the session's cookie or header needs is missing, or cannot stand in it. The rule is in effect without persistence.",
    fix: "Name the cookie or the header as the Gateway API asks; `Permanent` cookies need `absoluteTimeout`.",
  },
  WM4036: {
    severity: "warning",
    title: "A limit of a session that is held differently",
    meaning:
      "Waypoints keep sessions in the cookie or header itself: an idle limit cannot be held at all, an absolute one only by cookies, which then carry it as their own lifetime.",
    fix: "Use a cookie with `lifetimeType: Permanent` and `absoluteTimeout`, or leave the limit out.",
  },
  WM4037: {
    severity: "warning",
    title: "Sessions by header across several backends",
    meaning:
      "A header tells the endpoint, but not which of the rule's backends was chosen. Each request is shared among the backends by weight, and its session holds only if it comes to the same backend again.",
    fix: "Use a cookie, or one backend for each rule.",
  },
  WM4038: {
    severity: "error",
    title: "A path that the API refuses",
    meaning:
      "Exact and prefix matches cannot contain `//`, `/./`, `/../`, `%2f` or `#`, nor end in `/.` or `/..`: such paths have several meanings. The match is set aside; the rule's other matches stay in effect.",
    fix: "Write the path as it is after normalisation.",
  },
  WM4039: {
    severity: "error",
    title: "A fraction above one",
    meaning:
      "`numerator` is larger than `denominator`. Every request is copied; a Kubernetes API server refuses the route.",
    fix: "Make `numerator` at most `denominator`.",
  },
  WM4040: {
    severity: "warning",
    title: "Default Gateways are not served",
    meaning:
      "`useDefaultGateways` attaches a route to Gateways at the edge of the cluster. waymark applies the route to the Services among its parents, and leaves the rest to whoever serves those Gateways.",
    fix: "Remove the field unless somebody else serves the route, too.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
