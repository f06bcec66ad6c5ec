import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { identityOf, waypointNameOf } from "./names.js";
/** On a policy without targets: `false` keeps the waypoints out unless a rule names them. */
const admitAnnotation = "waymark.dev/admit-waypoints";
/** The rule that lets the waypoints of a pod in; undefined where there is none, or a policy keeps them out. */
export function admittedWaypoints(door, { mesh }, report) {
    const { workload, waypoints, policies } = door;
    const [first] = policies;
    if (first === undefined || waypoints.length === 0)
        return undefined;
    const names = namesOf(waypoints);
    const pod = `${workload.namespace}/${workload.name}`;
    const closed = policies.find(({ metadata }) => metadata.annotations[admitAnnotation] === "false");
    if (closed !== undefined) {
        const origin = at(closed.origin, "metadata", "annotations", admitAnnotation);
        const message = `${names}, through which requests for ${pod} come, get in only if a rule names them`;
        report(diagnostic("WM5053", { origin, message }));
        return undefined;
    }
    const identities = waypoints.map((waypoint) => identityOf(waypoint, mesh));
    if (!identities.every((identity) => isNamed(identity, policies))) {
        const message = `${names} may connect to ${pod} beside what ${first.metadata.namespace}/${first.metadata.name} allows`;
        report(diagnostic("WM5016", { origin: first.origin, message }));
    }
    return admitting(identities, first);
}
/** Whether a rule lets an identity in by its name and asks for nothing else: then the user has said it. */
function isNamed(identity, policies) {
    const principal = identity.replace(/^spiffe:\/\//, "");
    return policies.some(({ spec }) => spec.rules.some(({ from = [], to = [], when = [] }) => {
        const sources = from.filter(({ source = {} }) => Object.keys(source).every((field) => field === "principals"));
        return to.length + when.length === 0 && sources.some(({ source }) => source?.principals?.includes(principal));
    }));
}
/** Says which denials by client do not hold for clients that come through a waypoint. */
export function reportHiddenClients(deny, waypoints, report) {
    if (waypoints.length === 0)
        return;
    for (const { name, rules } of deny) {
        for (const { from, when, origin } of rules) {
            if (![...from.flat(), ...when].some(isAboutClient))
                continue;
            const message = `${name} judges ${namesOf(waypoints)} in place of the clients that come through it`;
            report(diagnostic("WM5052", { origin, message }));
        }
    }
}
function isAboutClient(condition) {
    return condition.kind === "text" || (condition.kind === "address" && condition.attribute !== "destination");
}
function namesOf(waypoints) {
    return waypoints.map(waypointNameOf).join(", ");
}
/** The rule nobody wrote: it has the origin of the policy that made it necessary. */
function admitting(identities, { origin }) {
    const condition = {
        kind: "text",
        attribute: { name: "principal" },
        values: [...new Set(identities)].sort().map((value) => ({ kind: "exact", value })),
        negated: false,
        origin,
    };
    return {
        name: "waymark/waypoints",
        rules: [{ name: "rule[0]", from: [[condition]], to: [], when: [], origin }],
        origin,
    };
}
//# sourceMappingURL=admitted-waypoints.js.map