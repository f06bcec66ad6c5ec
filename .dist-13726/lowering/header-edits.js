import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
/** Lowers a header modifier; undefined, with a diagnostic, if it cannot be applied as written. */
export function lowerHeaderModifier(modifier, filter, report) {
    const { origin } = filter;
    const refusal = refusalOf(modifier, filter);
    if (refusal !== undefined) {
        const advice = "until then these requests are answered with 500";
        report(diagnostic("WM4024", { ...refusal, advice }));
        return undefined;
    }
    const isHost = ({ name }) => filter.of === "request" && name.toLowerCase() === "host";
    const setHost = modifier.set.findIndex(isHost);
    const addHost = modifier.add.findIndex(isHost);
    const host = modifier.set[setHost] ?? modifier.add[addHost];
    const hostOrigin = setHost >= 0 ? at(origin, "set", setHost) : at(origin, "add", addHost);
    return {
        edits: {
            set: lowered(modifier.set.filter((header) => !isHost(header))),
            add: lowered(modifier.add.filter((header) => !isHost(header))),
            remove: [...new Set(modifier.remove.map((name) => name.toLowerCase()))],
        },
        ...(host !== undefined && { host: { value: host.value, origin: hostOrigin } }),
    };
}
/** What no data plane can do. */
function refusalOf({ set, add, remove }, { origin, of }) {
    const values = [
        ...set.map((header, index) => ({ ...header, origin: at(origin, "set", index) })),
        ...add.map((header, index) => ({ ...header, origin: at(origin, "add", index) })),
    ];
    const named = [
        ...values.map((header) => ({ name: header.name, origin: at(header.origin, "name") })),
        ...remove.map((name, index) => ({ name, origin: at(origin, "remove", index) })),
    ];
    const pseudo = named.find(({ name }) => name.startsWith(":"));
    if (pseudo !== undefined)
        return { origin: pseudo.origin, message: `${pseudo.name} is a pseudo header` };
    const broken = values.find(({ value }) => hasLineBreak(value));
    if (broken !== undefined) {
        return { origin: at(broken.origin, "value"), message: `the value of ${broken.name} contains a line break` };
    }
    const host = of === "request" ? remove.findIndex((name) => name.toLowerCase() === "host") : -1;
    return host < 0 ? undefined : { origin: at(origin, "remove", host), message: "a request cannot be without Host" };
}
/** Whether a text would end a header line: data planes refuse such a configuration as a whole. */
export function hasLineBreak(text) {
    return /[\0\r\n]/.test(text);
}
/** Names in lower case; of several entries of one name the first counts (Gateway API). */
function lowered(headers) {
    const distinct = new Map();
    for (const { name, value } of headers) {
        const key = name.toLowerCase();
        if (!distinct.has(key))
            distinct.set(key, { name: key, value });
    }
    return [...distinct.values()];
}
//# sourceMappingURL=header-edits.js.map