import { someTime } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { boolean, list, listOrNone, object, oneOf, someText, text, withDefault } from "./schema/schema.js";
import type { PolicyAttachment } from "./selectors.js";
import { attachmentFields, attachmentIn, attachmentRule } from "./selectors.js";

/** `RequestAuthentication` (security.istio.io/v1, v1beta1). */
export interface RequestAuthenticationSpec extends PolicyAttachment {
  readonly jwtRules: readonly JwtRule[];
  /** It stands for one that the schema refuses: nobody may pass where it applies. */
  readonly unreadable?: true;
}

/** How tokens of one issuer are found, verified and handed on. */
export interface JwtRule {
  readonly issuer?: string;
  readonly audiences?: readonly string[];
  readonly jwksUri?: string;
  /** The older name of `jwksUri`, which API servers still take. */
  readonly jwks_uri?: string;
  /** The key set itself, as JSON text. */
  readonly jwks?: string;
  readonly fromHeaders?: readonly { readonly name: string; readonly prefix?: string }[];
  readonly fromParams?: readonly string[];
  readonly fromCookies?: readonly string[];
  readonly outputPayloadToHeader?: string;
  readonly outputClaimToHeaders?: readonly { readonly header: string; readonly claim: string }[];
  readonly forwardOriginalToken: boolean;
  /** How long fetching `jwksUri` may take, a protobuf duration such as `5s`. */
  readonly timeout?: string;
  readonly spaceDelimitedClaims?: readonly string[];
  /** REQUIRED: a request without a token is refused. */
  readonly presence?: "OPTIONAL" | "REQUIRED";
}

const someTexts: Schema = list(someText);

const jwksUri: Schema = {
  type: "string",
  maxLength: 2048,
  pattern: "^[hH][tT][tT][pP][sS]?://",
  meaning: "an http:// or https:// URL",
};

const jwtRuleSchema: Schema = object(
  {},
  {
    issuer: someText,
    audiences: someTexts,
    jwksUri,
    jwks_uri: jwksUri,
    jwks: text,
    fromHeaders: list(object({ name: someText }, { prefix: text })),
    fromParams: someTexts,
    fromCookies: someTexts,
    outputPayloadToHeader: text,
    outputClaimToHeaders: list(
      object({
        header: {
          type: "string",
          minLength: 1,
          pattern: "^[-_A-Za-z0-9]+$",
          meaning: "a header name of letters, digits, '-' and '_'",
        },
        claim: someText,
      }),
    ),
    forwardOriginalToken: withDefault(false, boolean),
    timeout: someTime,
    spaceDelimitedClaims: list(someText, { maxItems: 64 }),
    presence: oneOf("OPTIONAL", "REQUIRED"),
  },
  { exclusive: ["jwks", "jwksUri", "jwks_uri"] },
);

export const requestAuthenticationSchema: Schema = object(
  {},
  { ...attachmentFields, jwtRules: listOrNone(jwtRuleSchema, { maxItems: 4096 }) },
  attachmentRule,
);

/**
 * What stands for a request authentication that its schema refuses. Without it bad tokens would pass, and so would
 * headers that only verified tokens may make. `undefined` if the slip is in what says where it applies.
 */
export function refusingEverything(spec: unknown): RequestAuthenticationSpec | undefined {
  const attachment = attachmentIn(spec);
  return attachment && { ...attachment, jwtRules: [], unreadable: true };
}
