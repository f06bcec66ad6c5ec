import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { cidrOf } from "./addresses.js";
/** The condition that a list of values stands for, as strict as `effect` asks; none: it holds always. */
export function conditionsOf(list, effect, report) {
    const { subject, values, negated, origin } = list;
    const read = readerOf(subject);
    if (values.length > 0 && subject.kind === "address" && subject.insteadOf !== undefined) {
        const message = "the address from which the client connected is judged, whatever X-Forwarded-For says";
        report(diagnostic("WM5055", { origin, message }));
    }
    const usable = [];
    let broken = false;
    for (const [index, value] of values.entries()) {
        const parsed = read(value);
        if (parsed === undefined) {
            broken = true;
            const message = `${JSON.stringify(value)} is not a usable ${subjectText(subject)}`;
            report(diagnostic("WM5012", { origin: at(origin, index), message, advice: consequence(effect) }));
        }
        else
            usable.push(parsed);
    }
    // Leaving one value out of an allowed list, or out of the exceptions from a denial, is the stricter way already.
    const stricterWithout = (effect === "allow") !== negated;
    if (broken && (usable.length === 0 || !stricterWithout)) {
        return unusable(effect, { origin, because: "a value cannot be used" });
    }
    return usable.length === 0 ? [] : [conditionOf(list, usable)];
}
/** The stricter form of a condition that cannot be used: never for what allows, always for what denies. */
export function unusable(effect, reason) {
    return effect === "allow" ? [{ kind: "never", ...reason }] : [];
}
/** What the diagnostic advises about something unusable. */
export function consequence(effect) {
    const until = effect === "allow" ? "it allows nothing" : "it narrows no denial";
    return `correct it: until then ${until}`;
}
function readerOf(subject) {
    switch (subject.kind) {
        case "text":
            return subject.patterns;
        case "address":
            return cidrOf;
        case "port":
            return portOf;
    }
}
function portOf(text) {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    return port >= 1 && port <= 65_535 ? port : undefined;
}
// `usable` was read by the reader of the same subject, which is what the casts rely on.
function conditionOf({ subject, negated, origin }, usable) {
    switch (subject.kind) {
        case "text": {
            const values = usable.flat();
            return { kind: "text", attribute: subject.attribute, values, negated, origin };
        }
        case "address":
            return { kind: "address", attribute: subject.attribute, ranges: usable, negated, origin };
        case "port":
            return { kind: "port", ports: usable, negated, origin };
    }
}
function subjectText(subject) {
    switch (subject.kind) {
        case "text":
            return subject.attribute.name.replaceAll("-", " ");
        case "address":
            return "address or range";
        case "port":
            return "port number";
    }
}
//# sourceMappingURL=conditions.js.map