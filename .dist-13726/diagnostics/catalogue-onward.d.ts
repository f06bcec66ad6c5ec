/** Requests that one waypoint sends on to another. */
export declare const onwardCodes: {
    readonly WM4070: {
        readonly severity: "error";
        readonly title: "A backend whose waypoint cannot be had";
        readonly meaning: "The backend asks for a waypoint of its own, which does not exist or may not be used, or which never sees requests for it because it is headless. Sent to its pods directly, requests would escape the rules that they are under there: its share of requests is answered with 503, and a mirror gets no copies.";
        readonly fix: "Correct the label that asks for the waypoint, or remove it; give a headless Service with rules an address.";
    };
    readonly WM4071: {
        readonly severity: "warning";
        readonly title: "A session at another waypoint";
        readonly meaning: "A session keeps to one endpoint, and the endpoints of a backend behind another waypoint are chosen there. Requests to such a backend are not kept together.";
        readonly fix: "Ask for session persistence in a route of the backend, or send requests to services of one waypoint.";
    };
    readonly WM4072: {
        readonly severity: "warning";
        readonly title: "Requests that may come back";
        readonly meaning: "Routes of several waypoints send requests in a circle. A request that comes to a service for the second time is answered with 508 there.";
        readonly fix: "Let one of the routes send to a service whose routes do not send on.";
    };
};
