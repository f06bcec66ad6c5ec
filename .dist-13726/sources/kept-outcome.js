import { acceptedObject, restoredResource } from "../model/read-resource.js";
/** What to keep of `outcome`; nothing if anything was found, because diagnostics are about places. Secrets are kept nowhere. */
export function keptOutcome({ resources, foreign, diagnostics, complete }) {
    if (diagnostics.length > 0 || !complete || resources.some(({ kind }) => kind === "Secret"))
        return undefined;
    const objects = resources.map((resource) => {
        const within = resource.origin.document?.within ?? [];
        return { ...acceptedObject(resource), ...(within.length > 0 && { within }) };
    });
    return { objects, foreign };
}
/** The outcome of the same text in another place or another run: checks nothing. Takes `kept` over. */
export function restoredOutcome({ objects, foreign }, document) {
    const resources = objects.map((object) => restoredResource(object, placeOf(object, document)));
    return { resources, standIns: new Set(), foreign, diagnostics: [], complete: true };
}
function placeOf({ within }, document) {
    return within === undefined ? document : { ...document, within };
}
//# sourceMappingURL=kept-outcome.js.map