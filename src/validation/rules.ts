import type { Rule } from "./rule.js";
import { connectionHeader } from "./rules/connection-header.js";
import { deniedAllowance } from "./rules/denied-allowance.js";
import { egressBypass } from "./rules/egress-bypass.js";
import { emptySelector } from "./rules/empty-selector.js";
import { exactDenial } from "./rules/exact-denial.js";
import { hiddenMatch } from "./rules/hidden-match.js";
import { ingressBypass } from "./rules/ingress-bypass.js";
import { misplacedLabel } from "./rules/misplaced-label.js";
import { olderForms } from "./rules/older-forms.js";
import { onwardRouteBypass } from "./rules/onward-route-bypass.js";
import { optionalTokens } from "./rules/optional-tokens.js";
import { otherServiceBypass } from "./rules/other-service-bypass.js";
import { pathlessPattern } from "./rules/pathless-pattern.js";
import { peerAuthentication } from "./rules/peer-authentication.js";
import { podAddressBypass } from "./rules/pod-address-bypass.js";
import { portBypass } from "./rules/port-bypass.js";
import { redirectLoop } from "./rules/redirect-loop.js";
import { refusedRoute } from "./rules/refused-route.js";
import { serviceSettings } from "./rules/service-settings.js";
import { trialAnnotation } from "./rules/trial-annotation.js";
import { unknownIdentity } from "./rules/unknown-identity.js";
import { unpinnedModule } from "./rules/unpinned-module.js";
import { unusedWaypoint } from "./rules/unused-waypoint.js";
import { unverifiedTokens } from "./rules/unverified-tokens.js";

/** Every rule over a whole mesh, in the order of their codes; none depends on another. */
export const rules: readonly Rule[] = [
  podAddressBypass,
  otherServiceBypass,
  onwardRouteBypass,
  portBypass,
  ingressBypass,
  egressBypass,
  unusedWaypoint,
  misplacedLabel,
  emptySelector,
  serviceSettings,
  olderForms,
  peerAuthentication,
  refusedRoute,
  hiddenMatch,
  redirectLoop,
  pathlessPattern,
  connectionHeader,
  deniedAllowance,
  unverifiedTokens,
  optionalTokens,
  unknownIdentity,
  exactDenial,
  trialAnnotation,
  unpinnedModule,
];
