/** The services that the waypoint itself asks, for keys. */
export function keyDestinations(authentication) {
    return (authentication?.rules ?? []).flatMap(({ keys }) => (keys.kind === "remote" ? [keys.from] : []));
}
//# sourceMappingURL=authentication.js.map