/** What this client is sent for a name that is due. */
export function choose(facts, view) {
    const { ref, held, pending } = facts;
    const heldVersion = typeof held === "object" ? held.version : held;
    const wanted = view.wanted(ref, heldVersion);
    if (wanted.kind === "resource") {
        pending.removeAt = undefined; // It came back.
        return pending.forced || wanted.resource.version !== heldVersion ? wanted.resource : "nothing";
    }
    if (held !== undefined && wanted.kind === "withheld") {
        pending.removeAt = undefined;
        return pending.forced && typeof held === "object" ? held : "nothing";
    }
    const choice = inPlaceOf(facts, wanted.kind, view);
    if (choice === "nothing" || held === undefined)
        return choice;
    const now = view.now();
    pending.removeAt ??= now + facts.rule.drainMs;
    return now < pending.removeAt ? "later" : choice;
}
/** A name that the client asked for and that cannot be had is answered with a stub if there is one. */
function inPlaceOf(facts, why, view) {
    const { held, named, pending, rule } = facts;
    if (named) {
        const stub = view.stub(facts.ref);
        const heldVersion = typeof held === "object" ? held.version : held;
        if (stub !== undefined)
            return pending.forced || stub.version !== heldVersion ? stub : "nothing";
        if (!rule.removable)
            return "nothing";
    }
    if (why === "withheld")
        return "nothing";
    // A whole list says by itself that a name is not there; a delta client is told.
    const waitsForWord = named && pending.asked && rule.whole === "never";
    return held !== undefined || waitsForWord ? "remove" : "nothing";
}
//# sourceMappingURL=choice.js.map