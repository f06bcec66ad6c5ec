import { inRange } from "../address-range.js";
import { allPrincipals, anyPrincipal, principalOf } from "./conditions.js";
/**
 * The clients that a rule is about, for a CONNECT to a port of `address`: what a proxy knows before the connection
 * exists. There is no request yet, so no token, host, method, path or header, and nothing that was forwarded for
 * somebody; conditions on those are decided against the client.
 */
export function clientsOf(rule, address, unexpressed) {
    const clause = (conditions) => allPrincipals(conditions.map((condition) => clientWith(condition, address, unexpressed)));
    const oneOf = (clauses) => clauses.length === 0 ? { any: true } : anyPrincipal(clauses.map(clause));
    return allPrincipals([oneOf(rule.from), oneOf(rule.to), clause(rule.when)]);
}
function clientWith(condition, address, unexpressed) {
    if (condition.kind === "port") {
        const port = anyPrincipal(condition.ports.map((number) => ({ header: { name: ":authority", stringMatch: { suffix: `:${number}` } } })));
        return condition.negated ? { notId: port } : port;
    }
    if (condition.kind === "address" && condition.attribute === "destination") {
        const inside = condition.ranges.some((range) => inRange(address, range));
        return decided(inside !== condition.negated);
    }
    return isKnown(condition) ? principalOf(condition, unexpressed) : decided(unexpressed === "always");
}
function isKnown(condition) {
    if (condition.kind === "address")
        return condition.attribute === "source";
    if (condition.kind !== "text")
        return true;
    return ["principal", "namespace", "service-account", "trust-domain"].includes(condition.attribute.name);
}
function decided(holds) {
    return holds ? { any: true } : { notId: { any: true } };
}
//# sourceMappingURL=connect-clients.js.map