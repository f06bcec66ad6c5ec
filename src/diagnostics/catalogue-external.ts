import type { CatalogueEntry } from "./catalogue-entry.js";

/** External authorization, audits and trials. */
export const externalCodes = {
  WM5030: {
    severity: "error",
    title: "Nobody to ask",
    meaning:
      "A policy with action CUSTOM names no provider, or one that the mesh configuration does not have. Whatever the policy would have put before an authorizer is denied.",
    fix: "Add the provider to `extensionProviders` of the mesh configuration, or correct `spec.provider.name`.",
  },
  WM5031: {
    severity: "error",
    title: "A provider that cannot authorize",
    meaning:
      "A policy with action CUSTOM needs a provider with exactly one of `envoyExtAuthzGrpc` and `envoyExtAuthzHttp`. Whatever the policy would have put before it is denied.",
    fix: "Name another provider, or describe how this one is asked.",
  },
  WM5032: {
    severity: "error",
    title: "An authorizer's setting that cannot be used",
    meaning:
      "To guess how an authorizer is meant to be asked would be unsafe. Whatever policies would have put before it is denied.",
    fix: "Correct the field.",
  },
  WM5033: {
    severity: "error",
    title: "An authorizer that is not in the mesh",
    meaning:
      "No Service or ServiceEntry of that name has this port, so the authorizer cannot be asked. Whatever policies would have put before it is denied.",
    fix: "Give the fully qualified name of a Service (`opa.security.svc.cluster.local`) or the host of a ServiceEntry, and one of its ports.",
  },
  WM5034: {
    severity: "warning",
    title: "An authorizer's setting that nobody reads",
    meaning: "The provider has no such setting, or another one takes its place. The rest of the provider is in effect.",
    fix: "Remove or rename it.",
  },
  WM5035: {
    severity: "warning",
    title: "Records of connections are not kept",
    meaning:
      "Audits (action AUDIT) and trials (`istio.io/dry-run`) are kept of requests, on HTTP ports of waypoints. On a TCP port, or at a pod's door, the policy has no effect; it would have restricted nothing.",
    fix: "Declare `appProtocol: http` on the Service port and attach the policy with targetRefs, or use the access log.",
  },
  WM5036: {
    severity: "error",
    title: "A policy without rules",
    meaning:
      "It matches nothing, so nothing is recorded (AUDIT) or put before the authorizer (CUSTOM); an API server would have refused it.",
    fix: "Use `rules: [{}]` for every request, or remove the policy.",
  },
  WM5037: {
    severity: "error",
    title: "A provider that is not asked",
    meaning: "Only policies with action CUSTOM ask a provider; this one judges by its rules alone.",
    fix: "Remove `provider`, or use `action: CUSTOM`.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
