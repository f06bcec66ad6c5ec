export declare const policyCodes: {
    readonly WM5001: {
        readonly severity: "error";
        readonly title: "The target of a policy does not exist";
        readonly meaning: "The policy names an object that nobody declares, so it is not in effect there.";
        readonly fix: "Add the object, or correct the targetRef.";
    };
    readonly WM5002: {
        readonly severity: "error";
        readonly title: "The target's kind is not supported";
        readonly meaning: "AuthorizationPolicies attach to a Service, a ServiceEntry, a route (HTTPRoute, GRPCRoute) or one of its rules, a waypoint's Gateway, or (from the root namespace) a GatewayClass; RequestAuthentications to all of these but routes. This target is not in effect.";
        readonly fix: "Target the Service or the Gateway.";
    };
    readonly WM5003: {
        readonly severity: "error";
        readonly title: "The target is in another namespace";
        readonly meaning: "A policy judges only what is in its own namespace. This target is not in effect.";
        readonly fix: "Move the policy to the target's namespace.";
    };
    readonly WM5004: {
        readonly severity: "error";
        readonly title: "A policy for a class outside the root namespace";
        readonly meaning: "Only policies in the mesh's root namespace may hold for all waypoints of a class. This target is not in effect.";
        readonly fix: "Move the policy to the root namespace, or target one Gateway.";
    };
    readonly WM5005: {
        readonly severity: "error";
        readonly title: "Nothing enforces the policy";
        readonly meaning: "The target has no waypoint, and only a waypoint enforces policies with targets. Everybody may connect as if the policy did not exist.";
        readonly fix: "Label the Service or its namespace with `istio.io/use-waypoint`.";
    };
    readonly WM5006: {
        readonly severity: "error";
        readonly title: "The target Gateway is not a waypoint";
        readonly meaning: "Only waypoints enforce policies, and this Gateway's class is not a waypoint's.";
        readonly fix: "Target a Gateway of class `istio-waypoint` or `waymark-waypoint`.";
    };
    readonly WM5007: {
        readonly severity: "error";
        readonly title: "External authorization of connections";
        readonly meaning: "An authorizer (action CUSTOM) is asked about requests, on HTTP ports of waypoints; not on TCP ports, and not at a pod's door. Whatever the policy would have put before one there is denied.";
        readonly fix: "Declare `appProtocol: http` on the Service port and attach the policy with targetRefs, or use ALLOW or DENY rules.";
    };
    readonly WM5009: {
        readonly severity: "error";
        readonly title: "A DENY policy without rules";
        readonly meaning: "It matches nothing, so it denies nothing; an API server would have refused it.";
        readonly fix: "Use `rules: [{}]` to deny everything, or remove the policy.";
    };
    readonly WM5010: {
        readonly severity: "info";
        readonly title: "A policy on trial";
        readonly meaning: "The annotation `istio.io/dry-run: \"true\"` keeps the policy from being enforced. What it would have done is counted (`rbac.istio_dry_run_allow_` and `rbac.istio_dry_run_deny_`, or `ext_authz` for CUSTOM) and stands in the access log (`trial_allow`, `trial_deny`).";
        readonly fix: "Remove the annotation to enforce it.";
    };
    readonly WM5011: {
        readonly severity: "error";
        readonly title: "An unknown condition";
        readonly meaning: "waymark does not know this `when` key. To be safe an ALLOW rule with it matches nothing, and a DENY rule matches as if the condition were not there.";
        readonly fix: "Use a key of the Istio authorization policy conditions that waymark honours.";
    };
    readonly WM5012: {
        readonly severity: "error";
        readonly title: "A value that cannot be used";
        readonly meaning: "To be safe the value counts as matching nothing where the rule allows, and as matching everything where it denies.";
        readonly fix: "Correct the value.";
    };
    readonly WM5013: {
        readonly severity: "error";
        readonly title: "An empty part of a rule";
        readonly meaning: "A `source`, `operation` or `when` without content says nothing; an API server would have refused it. To be safe it never matches in an ALLOW rule and always in a DENY rule.";
        readonly fix: "Fill it in, or remove it: a rule without `from`, `to` or `when` does not look at them.";
    };
    readonly WM5014: {
        readonly severity: "error";
        readonly title: "HTTP conditions on a TCP port";
        readonly meaning: "Nobody looks into the requests of a TCP port. To be safe an ALLOW rule with HTTP conditions matches nothing there, and a DENY rule matches without looking at them.";
        readonly fix: "Declare `appProtocol: http` on the Service port, or judge by source and port only.";
    };
    readonly WM5015: {
        readonly severity: "error";
        readonly title: "HTTP conditions in a policy without a target";
        readonly meaning: "A policy without targetRefs is enforced at the pod's door, where only connections are seen. To be safe an ALLOW rule with HTTP conditions matches nothing there, and a DENY rule becomes a denial of all that its other conditions match.";
        readonly fix: "Attach the policy to the Service or to its waypoint with targetRefs.";
    };
    readonly WM5016: {
        readonly severity: "info";
        readonly title: "The waypoint was let in";
        readonly meaning: "Requests reach the pod through its Service's waypoint, or one whose routes lead to its Service, and under that waypoint's identity. An ALLOW policy at the pod's door would have refused them, so waymark added a rule that admits the waypoints.";
        readonly fix: "Nothing; to judge the original clients attach the policy to the Service with targetRefs. The annotation `waymark.dev/admit-waypoints: \"false\"` on the ALLOW policy keeps waypoints out.";
    };
    readonly WM5017: {
        readonly severity: "error";
        readonly title: "Unusable keys";
        readonly meaning: "The key set is not JSON with at least one public key that can verify signatures. Every token of this issuer is refused; requests without one pass.";
        readonly fix: "Give the issuer's JWKS: RSA, EC or Ed25519 public keys.";
    };
    readonly WM5018: {
        readonly severity: "error";
        readonly title: "Keys are not fetched";
        readonly meaning: "The keys would have to be fetched (from `jwksUri`, or by discovery at the issuer), and this run of waymark fetches nothing. Every token of this issuer is refused; requests without one pass.";
        readonly fix: "Let waymark fetch (`generate --fetch`; no `--no-fetch`), or give the key set inline (`jwks`).";
    };
    readonly WM5019: {
        readonly severity: "warning";
        readonly title: "A RequestAuthentication without a target";
        readonly meaning: "Only waypoints verify tokens, and they look only at policies with targetRefs. Nothing is in effect.";
        readonly fix: "Attach it to the Service or to its waypoint with targetRefs.";
    };
    readonly WM5020: {
        readonly severity: "error";
        readonly title: "Tokens on a TCP port";
        readonly meaning: "Nobody looks into the requests of a TCP port, so no token is verified there.";
        readonly fix: "Declare `appProtocol: http` on the Service port.";
    };
    readonly WM5021: {
        readonly severity: "error";
        readonly title: "A token rule that cannot be used";
        readonly meaning: "To be safe tokens of its issuer are refused; requests without one pass.";
        readonly fix: "Correct the field.";
    };
};
