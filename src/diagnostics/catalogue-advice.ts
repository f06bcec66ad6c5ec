import type { CatalogueEntry } from "./catalogue-entry.js";

/** What `waymark validate` says about routes and policies that none of them shows by itself. */
export const adviceCodes = {
  WM4080: {
    severity: "warning",
    title: "A match that another one hides",
    meaning:
      "Every request that it matches is matched by another rule of the same port that comes first in the order of precedence, so the rule never gets these requests.",
    example:
      "A header match by the pattern `.*` of an older route, and the same match by the value `beta` of a newer one.",
    fix: "Make the match more specific than the one that hides it, or remove it.",
  },
  WM4081: {
    severity: "warning",
    title: "A redirect to itself",
    meaning: "Clients are sent to where they are: they ask again, get the same answer, and give up after some rounds.",
    example: "A rule for `/` with `requestRedirect: {statusCode: 302}` and nothing that changes.",
    fix: "Change the host, the scheme or the path in the redirect, or match fewer requests.",
  },
  WM4082: {
    severity: "warning",
    title: "A pattern that no path matches",
    meaning: "Patterns match the whole path, and every path begins with a slash. This one asks for another beginning.",
    example: '`{type: RegularExpression, value: "reviews/[0-9]+"}`.',
    fix: "Begin the pattern with `/`.",
  },
  WM4083: {
    severity: "warning",
    title: "A header that belongs to the connection",
    meaning:
      "The header says how the message is framed or how the connection is used. Proxies write it themselves; a value of another origin is dropped, or breaks the message.",
    example: "A RequestHeaderModifier that sets `Content-Length` or `Transfer-Encoding`.",
    fix: "Leave the header to the proxies.",
  },
  WM5080: {
    severity: "warning",
    title: "A policy that selects nobody",
    meaning:
      "The policy is for the pods with these labels. There are pods where it looks, and none of them has the labels: it guards nothing.",
    example: "`selector: {matchLabels: {app: order}}`, while the pods are labelled `app: orders`.",
    fix: "Correct the selector. For rules about requests, target the Service instead.",
  },
  WM5081: {
    severity: "warning",
    title: "An allowance that is denied as a whole",
    meaning:
      "A DENY rule wins, whatever allows a request. Everything that this ALLOW rule matches is matched by a DENY rule of the same target, so it lets nobody in.",
    example: "An ALLOW rule for `GET /admin/stats`, and a DENY rule for `/admin/*`.",
    fix: "Except these requests from the denial (`notPaths`, `notPrincipals`), or remove the ALLOW rule.",
  },
  WM5082: {
    severity: "warning",
    title: "A condition on tokens where nobody verifies them",
    meaning:
      "The rule asks what a verified token says, and no RequestAuthentication verifies tokens there. To the rule every request is one without a token: what it allows to tokens it allows to nobody, and a denial of those without a token denies everybody.",
    example: '`requestPrincipals: ["*"]` in a policy of a Service for which there is no RequestAuthentication.',
    fix: "Add a RequestAuthentication with the same target.",
  },
  WM5083: {
    severity: "warning",
    title: "Requests without a token pass",
    meaning:
      "A RequestAuthentication refuses tokens that do not check out. A request without any token passes, unless a policy asks for one; none does, and nobody else reads what the tokens say.",
    example: "A RequestAuthentication for Service `reviews`, and no AuthorizationPolicy with `requestPrincipals`.",
    fix: "Add the policy that the advice shows.",
  },
  WM5084: {
    severity: "warning",
    title: "Tokens of an issuer that nobody verifies",
    meaning:
      "The rule asks for tokens of an issuer, and the RequestAuthentications there verify tokens of other issuers only. The condition never holds.",
    example:
      "`requestPrincipals: [https://login.example/*]`, while the RequestAuthentication has `issuer: https://login.example/v2`.",
    fix: "Write the issuer as the RequestAuthentication has it, or add a rule for it there.",
  },
  WM5085: {
    severity: "warning",
    title: "An identity that nobody has",
    meaning:
      "The policy names a service account or a namespace that the manifests do not have, and they have one with nearly the same name. An ALLOW rule then keeps out whom it should let in; a DENY rule lets in whom it should keep out.",
    example: "`cluster.local/ns/shop/sa/stroefront`, while the pods run as `storefront`.",
    fix: "Correct the name.",
  },
  WM5086: {
    severity: "warning",
    title: "An identity of a mesh that nobody knows",
    meaning:
      "The identity is of a trust domain that is neither the mesh's own nor one of its aliases. Certificates of other trust domains are not accepted, so no client has this identity.",
    example: "`example.com/ns/shop/sa/web` in a mesh with the trust domain `cluster.local`.",
    fix: "Correct the trust domain, or add it to `trustDomainAliases` of the MeshConfig.",
  },
  WM5087: {
    severity: "info",
    title: "A denial of one path only",
    meaning:
      "A path without an asterisk is that path and no other. Most applications answer `/admin/` as they answer `/admin`, and the denial does not match it, nor anything below.",
    example: "A DENY rule with `paths: [/admin]`.",
    fix: "Add `/admin/*` beside `/admin`, which matches `/admin/` as well.",
  },
  WM5088: {
    severity: "error",
    title: "A trial that is none",
    meaning:
      "The annotation `istio.io/dry-run` says neither `true` nor `false`. The policy is enforced, whatever was meant; Istio refuses it.",
    example: "`istio.io/dry-run: yes`, which YAML even reads as a boolean unless it is quoted.",
    fix: 'Write `istio.io/dry-run: "true"`, or remove the annotation.',
  },
  WM6018: {
    severity: "warning",
    title: "A module that may change",
    meaning:
      "The URL or the tag of the module can lead to other bytes tomorrow: whoever can write there decides what runs in the waypoint, and two proxies may run two versions.",
    example: "`url: oci://registry.example/plugins/mask:1.2` without `sha256`.",
    fix: "Add `sha256`, or the digest to the image: `…/mask:1.2@sha256:…`.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
