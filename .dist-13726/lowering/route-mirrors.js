import { backendFor } from "../binding/references.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { sentOn } from "./onward.js";
const all = 1_000_000;
/** Where copies go, in the order of the filters. A mirror that leads nowhere is reported and left out: requests go on. */
export function lowerMirrors(place, view, report) {
    return place.filters.flatMap((filter, index) => {
        if (!isMirror(filter))
            return [];
        const origin = at(place.origin, index, "requestMirror");
        const found = backendFor(filter.requestMirror.backendRef, place, view);
        if (found.kind === "invalid") {
            const { reason, message, advice } = found;
            report(diagnostic("WM4030", { origin: at(origin, "backendRef"), message: `${message} (${reason})`, advice }));
            return [];
        }
        const perMillion = shareOf(filter.requestMirror, origin, report);
        const to = sentOn(found, { parent: place.parent, origin: at(origin, "backendRef") }, { view, report });
        return to === undefined || perMillion === 0 ? [] : [{ to, perMillion, origin }];
    });
}
function isMirror(filter) {
    return filter.type === "RequestMirror";
}
function shareOf({ percent, fraction }, origin, report) {
    if (percent !== undefined)
        return percent * (all / 100);
    if (fraction === undefined)
        return all;
    const { numerator, denominator } = fraction;
    if (numerator > denominator) {
        const message = `${numerator} of ${denominator} requests are more than all`;
        report(diagnostic("WM4039", { origin: at(origin, "fraction"), message }));
        return all;
    }
    // A share that was asked for never becomes none by rounding.
    return numerator === 0 ? 0 : Math.max(1, Math.round((numerator / denominator) * all));
}
//# sourceMappingURL=route-mirrors.js.map