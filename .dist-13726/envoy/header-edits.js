import { envoy } from "../../generated/envoy.js";
const { APPEND_IF_EXISTS_OR_ADD, OVERWRITE_IF_EXISTS_OR_ADD } = envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
/**
 * The fields of a route or a weighted cluster for these edits; nothing for no edits. A sequence is composed here,
 * because Envoy always applies the edits of a weighted cluster before those of its route.
 */
export function headerFields(request, response) {
    const [ofRequest, ofResponse] = [outcomes(request), outcomes(response)];
    const [requestAdd, responseAdd] = [added(ofRequest), added(ofResponse)];
    const [requestRemove, responseRemove] = [removed(ofRequest), removed(ofResponse)];
    return {
        ...(requestAdd.length > 0 && { requestHeadersToAdd: requestAdd }),
        ...(requestRemove.length > 0 && { requestHeadersToRemove: requestRemove }),
        ...(responseAdd.length > 0 && { responseHeadersToAdd: responseAdd }),
        ...(responseRemove.length > 0 && { responseHeadersToRemove: responseRemove }),
    };
}
/** The host that the edits put into the request; Envoy refuses to edit it as a header. */
export function hostFrom(sequence) {
    const hosts = sequence.flatMap((edits) => [...(edits?.set ?? []), ...(edits?.add ?? [])].filter(({ name }) => isHost(name)));
    return hosts.at(-1)?.value;
}
function outcomes(sequence) {
    const found = new Map();
    const before = (name) => found.get(name) ?? { keeps: true, values: [] };
    for (const edits of sequence) {
        for (const name of edits?.remove ?? [])
            found.set(name, { keeps: false, values: [] });
        for (const { name, value } of edits?.set ?? [])
            found.set(name, { keeps: false, values: [value] });
        for (const { name, value } of edits?.add ?? []) {
            found.set(name, { keeps: before(name).keeps, values: [...before(name).values, value] });
        }
    }
    for (const name of [...found.keys()].filter(isHost))
        found.delete(name);
    return found;
}
function added(found) {
    return [...found]
        .filter(([, { values }]) => values.length > 0)
        .map(([name, { keeps, values }]) => ({
        // A percent sign starts one of Envoy's own variables.
        header: { key: name, value: values.join(",").replaceAll("%", "%%") },
        appendAction: keeps ? APPEND_IF_EXISTS_OR_ADD : OVERWRITE_IF_EXISTS_OR_ADD,
        keepEmptyValue: true,
    }));
}
function removed(found) {
    return [...found].filter(([, { keeps, values }]) => !keeps && values.length === 0).map(([name]) => name);
}
function isHost(name) {
    return name === "host" || name.startsWith(":");
}
//# sourceMappingURL=header-edits.js.map