/** Requests that one waypoint sends on to another. */
export const onwardCodes = {
    WM4070: {
        severity: "error",
        title: "A backend whose waypoint cannot be had",
        meaning: "The backend asks for a waypoint of its own, which does not exist or may not be used, or which never sees requests for it because it is headless. Sent to its pods directly, requests would escape the rules that they are under there: its share of requests is answered with 503, and a mirror gets no copies.",
        fix: "Correct the label that asks for the waypoint, or remove it; give a headless Service with rules an address.",
    },
    WM4071: {
        severity: "warning",
        title: "A session at another waypoint",
        meaning: "A session keeps to one endpoint, and the endpoints of a backend behind another waypoint are chosen there. Requests to such a backend are not kept together.",
        fix: "Ask for session persistence in a route of the backend, or send requests to services of one waypoint.",
    },
    WM4072: {
        severity: "warning",
        title: "Requests that may come back",
        meaning: "Routes of several waypoints send requests in a circle. A request that comes to a service for the second time is answered with 508 there.",
        fix: "Let one of the routes send to a service whose routes do not send on.",
    },
};
//# sourceMappingURL=catalogue-onward.js.map