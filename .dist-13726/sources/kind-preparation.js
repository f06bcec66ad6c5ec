import { prepareKind } from "../model/read-resource.js";
/** Long enough that whoever has just started the program has done the most urgent things. */
const defaultPauseMs = 500;
/**
 * Makes ready to check objects of these kinds, one at a time and with pauses: what earlier runs have accepted is not
 * checked again, and without this the first edit of each kind would wait. Answers what stops it.
 */
export function startPreparation(kinds, options = {}) {
    const { pauseMs = defaultPauseMs, prepare = prepareKind } = options;
    const left = [...new Set(kinds)].sort();
    const timer = setInterval(() => {
        const kind = left.shift();
        if (kind === undefined)
            clearInterval(timer);
        else
            prepare(kind);
    }, pauseMs);
    timer.unref();
    return () => clearInterval(timer);
}
//# sourceMappingURL=kind-preparation.js.map