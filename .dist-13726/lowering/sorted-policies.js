/** Policies apart by what their match leads to, in their order. */
export function sortedByEffect(policies) {
    const having = (kind, onTrial = false) => policies
        .filter((lowered) => lowered.consequence.kind === kind && lowered.onTrial === onTrial)
        .map(({ policy }) => policy);
    const external = externalChecks(policies);
    const audit = having("audit");
    const trial = { deny: having("deny", true), allow: having("allow", true) };
    return {
        ...(external.length > 0 && { external }),
        ...(audit.length > 0 && { audit }),
        ...(trial.deny.length + trial.allow.length > 0 && { trial }),
        deny: having("deny"),
        allow: having("allow"),
    };
}
/** One check for each authorizer, by its name; what is on trial is asked apart, so that its answer refuses nobody. */
function externalChecks(policies) {
    const found = new Map();
    for (const { consequence, onTrial, policy } of policies) {
        if (consequence.kind !== "ask")
            continue;
        const { authorizer } = consequence;
        const key = `${authorizer.name} ${onTrial ? 1 : 0}`;
        found.set(key, { authorizer, policies: [...(found.get(key)?.policies ?? []), policy], onTrial });
    }
    return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, check]) => check);
}
//# sourceMappingURL=sorted-policies.js.map