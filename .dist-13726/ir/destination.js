/** What tells a destination from every other one. */
export function destinationKey({ host, namespace, port, entry, onward }) {
    const key = entry === undefined ? `${host}|${port}` : `${namespace}/${host}|${port}`;
    return onward === undefined ? key : `${key}|${onward}`;
}
//# sourceMappingURL=destination.js.map