import { portNumber } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { mapOf, membersOf, object, oneOf, rule } from "./schema/schema.js";
import type { MatchLabels } from "./selectors.js";
import { selectorLabels } from "./selectors.js";

/** `PeerAuthentication` (security.istio.io/v1, v1beta1): whether clients must prove who they are. Waymark does not enforce it. */
export interface PeerAuthenticationSpec {
  readonly selector?: { readonly matchLabels?: MatchLabels };
  readonly mtls?: PeerMtls;
  /** By the number of a pod's port. */
  readonly portLevelMtls?: Readonly<Record<string, PeerMtls>>;
}

export interface PeerMtls {
  readonly mode?: "UNSET" | "DISABLE" | "PERMISSIVE" | "STRICT";
}

const mtlsSchema: Schema = object({}, { mode: oneOf("UNSET", "DISABLE", "PERMISSIVE", "STRICT") });

export const peerAuthenticationSchema: Schema = object(
  {},
  {
    selector: object({}, { matchLabels: selectorLabels }),
    mtls: mtlsSchema,
    portLevelMtls: mapOf(mtlsSchema, {
      rules: [
        rule("must have at least one port", (ports) => Object.keys(ports).length > 0),
        rule("must have numbers of ports, from 1 to 65535, as keys", (ports) => Object.keys(ports).every(isPort)),
      ],
    }),
  },
  {
    rules: [
      rule(
        "has settings of ports, so its selector must name labels",
        (spec) =>
          spec["portLevelMtls"] === undefined ||
          Object.keys(membersOf(membersOf(spec, "selector"), "matchLabels")).length > 0,
        { about: "portLevelMtls" },
      ),
    ],
  },
);

function isPort(key: string): boolean {
  const { minimum = 0, maximum = 0 } = portNumber;
  return /^[0-9]+$/.test(key) && Number(key) >= minimum && Number(key) <= maximum;
}
