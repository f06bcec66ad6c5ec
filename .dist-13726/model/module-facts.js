/** The key of a plugin. */
export function pluginKey(kind, { namespace, name }) {
    return `${kind}/${namespace}/${name}`;
}
/** Whether two facts say the same. */
export function sameModuleFact(one, other) {
    if (one === undefined || other === undefined)
        return one === other;
    return summary(one) === summary(other) && one.before?.settings === other.before?.settings;
}
function summary(fact) {
    const module = fact.kind === "known" ? fact.module : undefined;
    const words = fact.kind === "known" ? fact.stale : fact.because;
    return JSON.stringify([fact.kind, words, module?.digest, module?.configSchema, fact.before?.module.digest]);
}
//# sourceMappingURL=module-facts.js.map