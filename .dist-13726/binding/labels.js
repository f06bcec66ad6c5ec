/** Whether `labels` has all of `wanted`. */
export function hasLabels(wanted, labels) {
    return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}
/** Whether a Kubernetes label selector selects an object with these labels. */
export function selects(selector, labels) {
    if (!hasLabels(selector.matchLabels ?? {}, labels))
        return false;
    return (selector.matchExpressions ?? []).every((expression) => holds(expression, labels));
}
function holds({ key, operator, values = [] }, labels) {
    const value = labels[key];
    switch (operator) {
        case "In":
            return value !== undefined && values.includes(value);
        case "NotIn":
            return value === undefined || !values.includes(value);
        case "Exists":
            return value !== undefined;
        case "DoesNotExist":
            return value === undefined;
    }
}
/** The labels of a namespace; a namespace nobody declared still has its name (as every namespace in Kubernetes). */
export function namespaceLabels(namespace, view) {
    const declared = view.object("Namespace", "", namespace)?.metadata.labels ?? {};
    return { "kubernetes.io/metadata.name": namespace, ...declared };
}
//# sourceMappingURL=labels.js.map