import { allow, audit, deny } from "./filters/authorization.js";
import { external } from "./filters/external.js";
import { plugins } from "./filters/plugins.js";
import { tokens } from "./filters/tokens.js";
/**
 * The policy slot. The first entry sees the request first. The order is a promise to operators: change it only with a
 * note in the changelog.
 */
export const policyFilters = [
    plugins("before-tokens"), // AUTHN: may prove identities in ways of their own
    tokens, // who is asking must be proven before anybody judges it
    plugins("before-access"), // AUTHZ: see who is asking, and requests that may still be refused
    external, // behind the tokens, so that the choice of what is asked, and the answer, can depend on who is asking
    audit, // what is refused further down is on record, too
    deny, // a refusal stands, whatever else allows the request
    allow, // what was not refused must be on one of the lists, if there are any
    plugins("behind-access"), // STATS: see what was let in
    plugins("last"), // no phase: next to the application
];
//# sourceMappingURL=filter-chain.js.map