import { at } from "../diagnostics/origin.js";
import { lowerGrpcMatch, matchEveryCall } from "./grpc-matches.js";
import { lowerMatch, matchEverything } from "./route-matches.js";
/** The matches of a rule of either kind of route; those that cannot be used are said and left out. */
export function lowerRuleMatches(route, rule, report) {
    const origin = at(route.origin, "spec", "rules", rule, "matches");
    if (route.kind === "HTTPRoute") {
        const { matches = [] } = route.spec.rules[rule] ?? {};
        return orDefault(matches, matchEverything).flatMap((written, index) => {
            const match = lowerMatch(written, at(origin, index), report);
            return match === undefined ? [] : [{ match, index }];
        });
    }
    const { matches = [] } = route.spec.rules[rule] ?? {};
    return orDefault(matches, matchEveryCall).flatMap((written, index) => {
        const match = lowerGrpcMatch(written, at(origin, index), report);
        const { service = "", method = "" } = written.method ?? {};
        return match === undefined ? [] : [{ match, index, named: { service: service.length, method: method.length } }];
    });
}
function orDefault(written, whole) {
    return written.length > 0 ? written : [whole];
}
//# sourceMappingURL=rule-matches.js.map