/** The key of an object. */
export function resourceKey(kind, namespace, name) {
    return `${kind}/${namespace}/${name}`;
}
/** The key of `resource`. */
export function keyOf(resource) {
    return resourceKey(resource.kind, resource.metadata.namespace, resource.metadata.name);
}
//# sourceMappingURL=resource.js.map