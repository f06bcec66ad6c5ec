/** What `waymark validate` says about routes and policies that none of them shows by itself. */
export declare const adviceCodes: {
    readonly WM4080: {
        readonly severity: "warning";
        readonly title: "A match that another one hides";
        readonly meaning: "Every request that it matches is matched by another rule of the same port that comes first in the order of precedence, so the rule never gets these requests.";
        readonly example: "A header match by the pattern `.*` of an older route, and the same match by the value `beta` of a newer one.";
        readonly fix: "Make the match more specific than the one that hides it, or remove it.";
    };
    readonly WM4081: {
        readonly severity: "warning";
        readonly title: "A redirect to itself";
        readonly meaning: "Clients are sent to where they are: they ask again, get the same answer, and give up after some rounds.";
        readonly example: "A rule for `/` with `requestRedirect: {statusCode: 302}` and nothing that changes.";
        readonly fix: "Change the host, the scheme or the path in the redirect, or match fewer requests.";
    };
    readonly WM4082: {
        readonly severity: "warning";
        readonly title: "A pattern that no path matches";
        readonly meaning: "Patterns match the whole path, and every path begins with a slash. This one asks for another beginning.";
        readonly example: "`{type: RegularExpression, value: \"reviews/[0-9]+\"}`.";
        readonly fix: "Begin the pattern with `/`.";
    };
    readonly WM4083: {
        readonly severity: "warning";
        readonly title: "A header that belongs to the connection";
        readonly meaning: "The header says how the message is framed or how the connection is used. Proxies write it themselves; a value of another origin is dropped, or breaks the message.";
        readonly example: "A RequestHeaderModifier that sets `Content-Length` or `Transfer-Encoding`.";
        readonly fix: "Leave the header to the proxies.";
    };
    readonly WM5080: {
        readonly severity: "warning";
        readonly title: "A policy that selects nobody";
        readonly meaning: "The policy is for the pods with these labels. There are pods where it looks, and none of them has the labels: it guards nothing.";
        readonly example: "`selector: {matchLabels: {app: order}}`, while the pods are labelled `app: orders`.";
        readonly fix: "Correct the selector. For rules about requests, target the Service instead.";
    };
    readonly WM5081: {
        readonly severity: "warning";
        readonly title: "An allowance that is denied as a whole";
        readonly meaning: "A DENY rule wins, whatever allows a request. Everything that this ALLOW rule matches is matched by a DENY rule of the same target, so it lets nobody in.";
        readonly example: "An ALLOW rule for `GET /admin/stats`, and a DENY rule for `/admin/*`.";
        readonly fix: "Except these requests from the denial (`notPaths`, `notPrincipals`), or remove the ALLOW rule.";
    };
    readonly WM5082: {
        readonly severity: "warning";
        readonly title: "A condition on tokens where nobody verifies them";
        readonly meaning: "The rule asks what a verified token says, and no RequestAuthentication verifies tokens there. To the rule every request is one without a token: what it allows to tokens it allows to nobody, and a denial of those without a token denies everybody.";
        readonly example: "`requestPrincipals: [\"*\"]` in a policy of a Service for which there is no RequestAuthentication.";
        readonly fix: "Add a RequestAuthentication with the same target.";
    };
    readonly WM5083: {
        readonly severity: "warning";
        readonly title: "Requests without a token pass";
        readonly meaning: "A RequestAuthentication refuses tokens that do not check out. A request without any token passes, unless a policy asks for one; none does, and nobody else reads what the tokens say.";
        readonly example: "A RequestAuthentication for Service `reviews`, and no AuthorizationPolicy with `requestPrincipals`.";
        readonly fix: "Add the policy that the advice shows.";
    };
    readonly WM5084: {
        readonly severity: "warning";
        readonly title: "Tokens of an issuer that nobody verifies";
        readonly meaning: "The rule asks for tokens of an issuer, and the RequestAuthentications there verify tokens of other issuers only. The condition never holds.";
        readonly example: "`requestPrincipals: [https://login.example/*]`, while the RequestAuthentication has `issuer: https://login.example/v2`.";
        readonly fix: "Write the issuer as the RequestAuthentication has it, or add a rule for it there.";
    };
    readonly WM5085: {
        readonly severity: "warning";
        readonly title: "An identity that nobody has";
        readonly meaning: "The policy names a service account or a namespace that the manifests do not have, and they have one with nearly the same name. An ALLOW rule then keeps out whom it should let in; a DENY rule lets in whom it should keep out.";
        readonly example: "`cluster.local/ns/shop/sa/stroefront`, while the pods run as `storefront`.";
        readonly fix: "Correct the name.";
    };
    readonly WM5086: {
        readonly severity: "warning";
        readonly title: "An identity of a mesh that nobody knows";
        readonly meaning: "The identity is of a trust domain that is neither the mesh's own nor one of its aliases. Certificates of other trust domains are not accepted, so no client has this identity.";
        readonly example: "`example.com/ns/shop/sa/web` in a mesh with the trust domain `cluster.local`.";
        readonly fix: "Correct the trust domain, or add it to `trustDomainAliases` of the MeshConfig.";
    };
    readonly WM5087: {
        readonly severity: "info";
        readonly title: "A denial of one path only";
        readonly meaning: "A path without an asterisk is that path and no other. Most applications answer `/admin/` as they answer `/admin`, and the denial does not match it, nor anything below.";
        readonly example: "A DENY rule with `paths: [/admin]`.";
        readonly fix: "Add `/admin/*` beside `/admin`, which matches `/admin/` as well.";
    };
};
