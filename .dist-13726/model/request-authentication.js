import { protoDuration } from "./schema/forms.js";
import { boolean, list, listOrNone, object, oneOf, someText, text, withDefault } from "./schema/schema.js";
import { check } from "./schema/validator.js";
import { attachmentFields, attachmentRule } from "./selectors.js";
const someTexts = list(someText);
const jwksUri = {
    type: "string",
    maxLength: 2048,
    pattern: "^[hH][tT][tT][pP][sS]?://",
    meaning: "an http:// or https:// URL",
};
const jwtRuleSchema = object({}, {
    issuer: someText,
    audiences: someTexts,
    jwksUri,
    jwks_uri: jwksUri,
    jwks: text,
    fromHeaders: list(object({ name: someText }, { prefix: text })),
    fromParams: someTexts,
    fromCookies: someTexts,
    outputPayloadToHeader: text,
    outputClaimToHeaders: list(object({
        header: {
            type: "string",
            minLength: 1,
            pattern: "^[-_A-Za-z0-9]+$",
            meaning: "a header name of letters, digits, '-' and '_'",
        },
        claim: someText,
    })),
    forwardOriginalToken: withDefault(false, boolean),
    timeout: protoDuration,
    spaceDelimitedClaims: list(someText, { maxItems: 64 }),
    presence: oneOf("OPTIONAL", "REQUIRED"),
}, { exclusive: ["jwks", "jwksUri", "jwks_uri"] });
export const requestAuthenticationSchema = object({}, { ...attachmentFields, jwtRules: listOrNone(jwtRuleSchema, { maxItems: 4096 }) }, attachmentRule);
const attachmentSchema = object({}, attachmentFields, attachmentRule);
/**
 * What stands for a request authentication that its schema refuses. Without it bad tokens would pass, and so would
 * headers that only verified tokens may make. `undefined` if the slip is in what says where it applies.
 */
export function refusingEverything(spec) {
    if (typeof spec !== "object" || spec === null)
        return undefined;
    const written = Object.entries(spec).filter(([name]) => Object.hasOwn(attachmentFields, name));
    const attachment = Object.fromEntries(structuredClone(written));
    return check(attachmentSchema, attachment).accepted ? { ...attachment, jwtRules: [], unreadable: true } : undefined;
}
//# sourceMappingURL=request-authentication.js.map