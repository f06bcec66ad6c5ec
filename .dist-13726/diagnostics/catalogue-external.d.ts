/** External authorization, audits and trials. */
export declare const externalCodes: {
    readonly WM5030: {
        readonly severity: "error";
        readonly title: "Nobody to ask";
        readonly meaning: "A policy with action CUSTOM names no provider, or one that the mesh configuration does not have. Whatever the policy would have put before an authorizer is denied.";
        readonly fix: "Add the provider to `extensionProviders` of the mesh configuration, or correct `spec.provider.name`.";
    };
    readonly WM5031: {
        readonly severity: "error";
        readonly title: "A provider that cannot authorize";
        readonly meaning: "A policy with action CUSTOM needs a provider with exactly one of `envoyExtAuthzGrpc` and `envoyExtAuthzHttp`. Whatever the policy would have put before it is denied.";
        readonly fix: "Name another provider, or describe how this one is asked.";
    };
    readonly WM5032: {
        readonly severity: "error";
        readonly title: "An authorizer's setting that cannot be used";
        readonly meaning: "To guess how an authorizer is meant to be asked would be unsafe. Whatever policies would have put before it is denied.";
        readonly fix: "Correct the field.";
    };
    readonly WM5033: {
        readonly severity: "error";
        readonly title: "An authorizer that is not in the mesh";
        readonly meaning: "No Service or ServiceEntry of that name has this port, so the authorizer cannot be asked. Whatever policies would have put before it is denied.";
        readonly fix: "Give the fully qualified name of a Service (`opa.security.svc.cluster.local`) or the host of a ServiceEntry, and one of its ports.";
    };
    readonly WM5034: {
        readonly severity: "warning";
        readonly title: "An authorizer's setting that nobody reads";
        readonly meaning: "The provider has no such setting, or another one takes its place. The rest of the provider is in effect.";
        readonly fix: "Remove or rename it.";
    };
    readonly WM5035: {
        readonly severity: "warning";
        readonly title: "Records of connections are not kept";
        readonly meaning: "Audits (action AUDIT) and trials (`istio.io/dry-run`) are kept of requests, on HTTP ports of waypoints. On a TCP port, or at a pod's door, the policy has no effect; it would have restricted nothing.";
        readonly fix: "Declare `appProtocol: http` on the Service port and attach the policy with targetRefs, or use the access log.";
    };
    readonly WM5036: {
        readonly severity: "error";
        readonly title: "A policy without rules";
        readonly meaning: "It matches nothing, so nothing is recorded (AUDIT) or put before the authorizer (CUSTOM); an API server would have refused it.";
        readonly fix: "Use `rules: [{}]` for every request, or remove the policy.";
    };
    readonly WM5037: {
        readonly severity: "warning";
        readonly title: "A provider that is not asked";
        readonly meaning: "Only policies with action CUSTOM ask a provider; this one judges by its rules alone.";
        readonly fix: "Remove `provider`, or use `action: CUSTOM`.";
    };
};
