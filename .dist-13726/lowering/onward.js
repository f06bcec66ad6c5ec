/**
 * Requests that are sent on to a service of another waypoint pass that waypoint, which applies its own rules to them: for
 * the client that sent them, or for the waypoint itself where it asks on its own account.
 */
import { roadBetween, roadTo } from "../binding/roads.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { destinationIdOf, serviceOf } from "./names.js";
/**
 * Where requests to `parent` go that a route sends on to a service port. Undefined, and said at `origin`, where that
 * port's own waypoint cannot be had: around it, requests would lose the rules that they are under.
 */
export function sentOn({ service, port }, { parent, origin }, { view, report }) {
    const id = destinationIdOf(service, port.port, view.mesh);
    const road = roadBetween(parent, service, view);
    if (road.kind === "straight")
        return id;
    if (road.kind === "waypoint")
        return { ...id, onward: "for-clients" };
    const message = `requests cannot be sent on to ${qualifiedName(service)}: ${road.because}`;
    const related = [{ origin: road.origin, message: "the reason" }];
    report(diagnostic("WM4070", { origin, message, related }));
    return undefined;
}
/** The rules of a waypoint, with the roads to those whom it asks about requests: authorizers, and services with keys. */
export function withRoads(access, waypoint, view) {
    const { external, authentication } = access;
    if (external === undefined && authentication === undefined)
        return access;
    const asked = (id) => {
        const service = serviceOf(id, view);
        const road = service && roadTo(service, waypoint, view);
        return road === undefined || road.kind === "straight" ? id : { ...id, onward: "for-itself" };
    };
    return {
        ...access,
        ...(external !== undefined && { external: external.map((check) => askedAt(check, asked)) }),
        ...(authentication !== undefined && { authentication: keysFrom(authentication, asked) }),
    };
}
function askedAt(check, asked) {
    const { authorizer } = check;
    return { ...check, authorizer: { ...authorizer, destination: asked(authorizer.destination) } };
}
function keysFrom({ rules }, asked) {
    return {
        rules: rules.map((rule) => {
            const { keys } = rule;
            return keys.kind === "remote" ? { ...rule, keys: { ...keys, from: asked(keys.from) } } : rule;
        }),
    };
}
/** A session needs endpoints to choose from: what is behind another waypoint is chosen there. Undefined if nothing is left of it. */
export function sessionAtHand(session, { backends, origin }, report) {
    const behind = backends.filter(({ onward }) => onward !== undefined);
    if (session === undefined || behind.length === 0)
        return session;
    const names = [...new Set(behind.map(({ host }) => host))].join(", ");
    const message = `sessions are not kept at endpoints of ${names}, which another waypoint chooses`;
    const advice = "ask for session persistence in a route of that service";
    report(diagnostic("WM4071", { origin: at(origin, "sessionPersistence"), message, advice }));
    return behind.length === backends.length ? undefined : session;
}
//# sourceMappingURL=onward.js.map