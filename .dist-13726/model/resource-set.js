/** The names of the look-ups, in one place for those who record them and those who announce changes. */
export const dependency = {
    object: (kind, namespace, name) => `object:${kind}/${namespace}/${name}`,
    indexed: (index, key) => `index:${index}:${key}`,
    names: (kind) => `names:${kind}`,
    all: (kind) => `all:${kind}`,
    mesh: "mesh",
    keySet: (place) => `keys:${place}`,
    module: (plugin) => `module:${plugin}`,
};
//# sourceMappingURL=resource-set.js.map