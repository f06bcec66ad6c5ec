/** The members of an extension provider that describe an authorizer: the field names are those of Istio's MeshConfig. */
import { headerValue, portNumber, protoDuration } from "./schema/forms.js";
import { boolean, integer, list, mapOf, object, someText } from "./schema/schema.js";
const required = { service: someText, port: portNumber };
const optional = {
    timeout: protoDuration,
    failOpen: boolean,
    statusOnError: {
        type: "string",
        // The failures among the codes that proxies can answer with; what looks like a success would hide the failure.
        pattern: "^(4(0[0-9]|1[0-7]|2[1-4]|26|28|29|31)|5(0[0-8]|10|11))$",
        meaning: 'the code of an HTTP error, as text: "403"',
    },
    includeRequestBodyInCheck: object({ maxRequestBytes: integer(1) }, { allowPartialMessage: boolean, packAsBytes: boolean }),
    clearRouteCache: boolean,
};
const headerPatterns = list({
    type: "string",
    minLength: 1,
    maxLength: 256,
    pattern: "^(\\*?[A-Za-z0-9!#$%&'+\\-.^_`|~]+|[A-Za-z0-9!#$%&'+\\-.^_`|~]+\\*|\\*)$",
    meaning: "the name of a header, possibly with '*' at one end",
});
export const grpcAuthorizerSchema = object(required, optional);
export const httpAuthorizerSchema = object(required, {
    ...optional,
    pathPrefix: { type: "string", pattern: "^(/[!-~]*)?$", meaning: "a path that begins with '/'" },
    includeHeadersInCheck: headerPatterns,
    includeRequestHeadersInCheck: headerPatterns,
    includeAdditionalHeadersInCheck: mapOf(headerValue),
    headersToUpstreamOnAllow: headerPatterns,
    headersToDownstreamOnAllow: headerPatterns,
    headersToDownstreamOnDeny: headerPatterns,
});
//# sourceMappingURL=authorizer-provider.js.map