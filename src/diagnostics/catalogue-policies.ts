import type { CatalogueEntry } from "./catalogue-entry.js";

export const policyCodes = {
  WM5001: {
    severity: "error",
    title: "The target of a policy does not exist",
    meaning: "The policy names an object that nobody declares, so it is not in effect there.",
    fix: "Add the object, or correct the targetRef.",
  },
  WM5002: {
    severity: "error",
    title: "The target's kind is not supported",
    meaning:
      "AuthorizationPolicies attach to a Service, a ServiceEntry, a route (HTTPRoute, GRPCRoute) or one of its rules, a waypoint's Gateway, or (from the root namespace) a GatewayClass; RequestAuthentications to all of these but routes. This target is not in effect.",
    fix: "Target the Service or the Gateway.",
  },
  WM5003: {
    severity: "error",
    title: "The target is in another namespace",
    meaning: "A policy judges only what is in its own namespace. This target is not in effect.",
    fix: "Move the policy to the target's namespace.",
  },
  WM5004: {
    severity: "error",
    title: "A policy for a class outside the root namespace",
    meaning:
      "Only policies in the mesh's root namespace may hold for all waypoints of a class. This target is not in effect.",
    fix: "Move the policy to the root namespace, or target one Gateway.",
  },
  WM5005: {
    severity: "error",
    title: "Nothing enforces the policy",
    meaning:
      "The target has no waypoint, and only a waypoint enforces policies with targets. Everybody may connect as if the policy did not exist.",
    fix: "Label the Service or its namespace with `istio.io/use-waypoint`.",
  },
  WM5006: {
    severity: "error",
    title: "The target Gateway is not a waypoint",
    meaning: "Only waypoints enforce policies, and this Gateway's class is not a waypoint's.",
    fix: "Target a Gateway of class `istio-waypoint` or `waymark-waypoint`.",
  },
  WM5007: {
    severity: "error",
    title: "External authorization of connections",
    meaning:
      "An authorizer (action CUSTOM) is asked about requests, on HTTP ports of waypoints; not on TCP ports, and not at a pod's door. Whatever the policy would have put before one there is denied.",
    fix: "Declare `appProtocol: http` on the Service port and attach the policy with targetRefs, or use ALLOW or DENY rules.",
  },
  WM5009: {
    severity: "error",
    title: "A DENY policy without rules",
    meaning: "It matches nothing, so it denies nothing; an API server would have refused it.",
    fix: "Use `rules: [{}]` to deny everything, or remove the policy.",
  },
  WM5010: {
    severity: "info",
    title: "A policy on trial",
    meaning:
      'The annotation `istio.io/dry-run: "true"` keeps the policy from being enforced. What it would have done is counted (`rbac.istio_dry_run_allow_` and `rbac.istio_dry_run_deny_`, or `ext_authz` for CUSTOM) and stands in the access log (`trial_allow`, `trial_deny`).',
    fix: "Remove the annotation to enforce it.",
  },
  WM5011: {
    severity: "error",
    title: "An unknown condition",
    meaning:
      "waymark does not know this `when` key. To be safe an ALLOW rule with it matches nothing, and a DENY rule matches as if the condition were not there.",
    fix: "Use a key of the Istio authorization policy conditions that waymark honours.",
  },
  WM5012: {
    severity: "error",
    title: "A value that cannot be used",
    meaning:
      "To be safe the value counts as matching nothing where the rule allows, and as matching everything where it denies.",
    fix: "Correct the value.",
  },
  WM5013: {
    severity: "error",
    title: "An empty part of a rule",
    meaning:
      "A `source`, `operation` or `when` without content says nothing; an API server would have refused it. To be safe it never matches in an ALLOW rule and always in a DENY rule.",
    fix: "Fill it in, or remove it: a rule without `from`, `to` or `when` does not look at them.",
  },
  WM5014: {
    severity: "error",
    title: "HTTP conditions on a TCP port",
    meaning:
      "Nobody looks into the requests of a TCP port. To be safe an ALLOW rule with HTTP conditions matches nothing there, and a DENY rule matches without looking at them.",
    fix: "Declare `appProtocol: http` on the Service port, or judge by source and port only.",
  },
  WM5015: {
    severity: "error",
    title: "HTTP conditions in a policy without a target",
    meaning:
      "A policy without targetRefs is enforced at the pod's door, where only connections are seen. To be safe an ALLOW rule with HTTP conditions matches nothing there, and a DENY rule becomes a denial of all that its other conditions match.",
    fix: "Attach the policy to the Service or to its waypoint with targetRefs.",
  },
  WM5016: {
    severity: "info",
    title: "The waypoint was let in",
    meaning:
      "Requests reach the pod through its Service's waypoint, or one whose routes lead to its Service, and under that waypoint's identity. An ALLOW policy at the pod's door would have refused them, so waymark added a rule that admits the waypoints.",
    fix: 'Nothing; to judge the original clients attach the policy to the Service with targetRefs. The annotation `waymark.dev/admit-waypoints: "false"` on the ALLOW policy keeps waypoints out.',
  },
  WM5017: {
    severity: "error",
    title: "Unusable keys",
    meaning:
      "The key set is not JSON with at least one public key that can verify signatures. Every token of this issuer is refused; requests without one pass.",
    fix: "Give the issuer's JWKS: RSA, EC or Ed25519 public keys.",
  },
  WM5018: {
    severity: "error",
    title: "Keys are not fetched",
    meaning:
      "The keys would have to be fetched (from `jwksUri`, or by discovery at the issuer), and this run of waymark fetches nothing. Every token of this issuer is refused; requests without one pass.",
    fix: "Let waymark fetch (`generate --fetch`; no `--no-fetch`), or give the key set inline (`jwks`).",
  },
  WM5019: {
    severity: "warning",
    title: "A RequestAuthentication without a target",
    meaning: "Only waypoints verify tokens, and they look only at policies with targetRefs. Nothing is in effect.",
    fix: "Attach it to the Service or to its waypoint with targetRefs.",
  },
  WM5020: {
    severity: "error",
    title: "Tokens on a TCP port",
    meaning: "Nobody looks into the requests of a TCP port, so no token is verified there.",
    fix: "Declare `appProtocol: http` on the Service port.",
  },
  WM5021: {
    severity: "error",
    title: "A token rule that cannot be used",
    meaning: "To be safe tokens of its issuer are refused; requests without one pass.",
    fix: "Correct the field.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
