/** Tries after the first where nobody says how many. */
export const usualRetries = 2;
/** Where requests that take a route may go, copies included. */
export function destinationsOf({ action }) {
    if (action.kind !== "forward")
        return [];
    const backends = action.backends.flatMap(({ to }) => (to.kind === "destination" ? [to.id] : []));
    return [...backends, ...mirrorsOf({ action }).map(({ to }) => to)];
}
/** Where copies of requests that take a route may go. */
export function mirrorsOf({ action }) {
    if (action.kind !== "forward")
        return [];
    return [...(action.mirrors ?? []), ...action.backends.flatMap((backend) => backend.mirrors ?? [])];
}
//# sourceMappingURL=route.js.map