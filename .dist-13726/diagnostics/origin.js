/**
 * Where a fact comes from. Every resource, every piece of IR and every diagnostic carries an `Origin`, so that whoever
 * looks at a refused request can be shown the line that refused it.
 *
 * Only offsets and field paths are kept; line and column are computed when something is printed (see `locate.ts`).
 */
/** The origin of a field below `origin`. */
export function at(origin, ...path) {
    const { object, document } = origin;
    return { object, path: [...origin.path, ...path], ...(document !== undefined && { document }) };
}
/** The origin of the name of the field that `origin` is. */
export function nameAt(origin) {
    return { ...origin, part: "name" };
}
/** `spec.rules[0].backendRefs`: how operators write a field path. */
export function pathText(path) {
    return path.reduce((text, step) => {
        if (typeof step === "number")
            return `${text}[${step}]`;
        const key = /^[A-Za-z_][\w-]*$/.test(step) ? step : JSON.stringify(step);
        return text === "" ? key : `${text}.${key}`;
    }, "");
}
//# sourceMappingURL=origin.js.map