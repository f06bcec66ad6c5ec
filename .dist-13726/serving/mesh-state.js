/** What the mesh is, for those who show it. */
export function meshState(resources, translator, diagnostics) {
    return {
        resources,
        waypoints: translator.waypoints().flatMap(({ namespace, name, address, port }) => {
            const waypoint = translator.waypoint(`${namespace}/${name}`);
            return waypoint === undefined ? [] : [{ ...waypoint, hbone: { address, port } }];
        }),
        node: translator.nodeLayer(),
        diagnostics,
        bindings: translator.bindings().map(({ service, binding }) => serviceBinding(service, binding)),
    };
}
function serviceBinding(service, binding) {
    if (binding.kind === "bound") {
        const waypoint = `${binding.waypoint.namespace}/${binding.waypoint.name}`;
        return { service, waypoint, because: binding.because };
    }
    return {
        service,
        because: binding.kind === "broken" ? `broken: ${binding.wanted} ${binding.because}` : binding.because,
    };
}
//# sourceMappingURL=mesh-state.js.map