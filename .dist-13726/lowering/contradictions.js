/** Why a rule never matches, one reason for each pair of conditions that exclude each other; none: it may match. */
export function contradictions(rule) {
    const always = [[]];
    const sides = (clauses) => (clauses.length === 0 ? always : clauses);
    const found = [];
    for (const from of sides(rule.from)) {
        for (const to of sides(rule.to)) {
            const reason = contradictionIn([...from, ...to, ...rule.when]);
            // One alternative that can match is enough for the rule.
            if (reason === undefined)
                return [];
            found.push(reason);
        }
    }
    return found;
}
function contradictionIn(clause) {
    const positive = clause.filter(isPositive);
    for (const [index, one] of positive.entries()) {
        const excluded = clause.find((other) => isText(other) && other.negated && sameAttribute(one, other) && covers(other, one));
        if (excluded !== undefined) {
            return { origin: one.origin, message: `every ${nameOf(one)} of this list is excluded by the rule itself` };
        }
        const apart = positive.slice(index + 1).find((other) => sameAttribute(one, other) && disjoint(one, other));
        if (apart !== undefined) {
            return { origin: apart.origin, message: `another list of the rule wants another ${nameOf(one)}` };
        }
    }
    return undefined;
}
function isText(condition) {
    return condition.kind === "text";
}
function isPositive(condition) {
    return isText(condition) && !condition.negated && condition.values.length > 0;
}
function sameAttribute(one, other) {
    return isText(other) && JSON.stringify(one.attribute) === JSON.stringify(other.attribute);
}
/** Whether everything that `listed` accepts is among what `excluding` names. */
function covers(excluding, listed) {
    if (!isText(excluding))
        return false;
    return listed.values.every((value) => excluding.values.some((pattern) => includes(pattern, value)));
}
function includes(pattern, value) {
    if (pattern.kind === "present")
        return true;
    if (JSON.stringify(pattern) === JSON.stringify(value))
        return true;
    if (!("value" in value))
        return false;
    const exact = value.kind === "exact";
    if (pattern.kind === "prefix")
        return (exact || value.kind === "prefix") && value.value.startsWith(pattern.value);
    if (pattern.kind === "suffix")
        return (exact || value.kind === "suffix") && value.value.endsWith(pattern.value);
    return false;
}
/** Only what is plain to see: lists of whole texts that have none in common. A claim may be a list and be both. */
function disjoint(one, other) {
    if (one.attribute.name === "claim")
        return false;
    if (![...one.values, ...other.values].every(({ kind }) => kind === "exact"))
        return false;
    return !one.values.some((value) => other.values.some((another) => includes(value, another)));
}
function nameOf({ attribute }) {
    return attribute.name.replaceAll("-", " ");
}
//# sourceMappingURL=contradictions.js.map