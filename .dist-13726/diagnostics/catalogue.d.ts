export declare const catalogue: {
    readonly WM8000: {
        readonly severity: "warning";
        readonly title: "A suppression that cannot be read";
        readonly meaning: "The comment begins like one that suppresses findings, but names no code that exists, or no date. It suppresses nothing.";
        readonly fix: "Write `# waymark-ignore WM4004: reason`, several codes with commas, and `(until 2027-01-31)` behind the reason if it is to end.";
    };
    readonly WM8001: {
        readonly severity: "warning";
        readonly title: "A suppression without a reason";
        readonly meaning: "It is in effect. But whoever reads it next does not know whether it still has to be.";
        readonly fix: "Write the reason behind a colon.";
    };
    readonly WM8002: {
        readonly severity: "warning";
        readonly title: "A suppression of nothing";
        readonly meaning: "There is no such finding at the line that the comment is about: the line behind which it stands, the next line below it, or the whole object if it stands above one.";
        readonly fix: "Remove the comment, or move it to the line of the finding.";
    };
    readonly WM8003: {
        readonly severity: "warning";
        readonly title: "A suppression that has expired";
        readonly meaning: "The date in the comment is over, and the finding counts again.";
        readonly fix: "Settle the finding, or give it a later date.";
    };
    readonly WM8004: {
        readonly severity: "info";
        readonly title: "Findings of the baseline that are gone";
        readonly meaning: "The baseline names findings that there are no more. If they come back they will not be told.";
        readonly fix: "Write the baseline anew with `--write-baseline`.";
    };
    readonly WM7501: {
        readonly severity: "error";
        readonly title: "An address of the mesh cannot be bound on this machine";
        readonly meaning: "Pods and waypoints of the local mesh live on loopback addresses. Linux has all of 127.0.0.0/8 without set-up; other systems have 127.0.0.1 only, until an alias is added for each address. Whatever lives at this address cannot be reached; the rest of the mesh works.";
        readonly fix: "On macOS, add the alias that the message names (`sudo ifconfig lo0 alias ADDRESS`), or run on Linux or in a Linux container.";
    };
    readonly WM7502: {
        readonly severity: "error";
        readonly title: "A port that the mesh needs is in use";
        readonly meaning: "Another process, often another local mesh of the same manifests, listens on this address and port. Whatever should listen there does not; the rest of the mesh works.";
        readonly fix: "Stop the other process, or give the pod another address (annotation `waymark.dev/address`).";
    };
    readonly WM7503: {
        readonly severity: "error";
        readonly title: "Two pods of the local mesh have one address";
        readonly meaning: "On one machine two pods cannot share an address. That happens when the manifests give both the same one, or when two addresses differ in their first byte only and fall together as loopback addresses. The first by name keeps it; nothing listens for the other.";
        readonly fix: "Give one of them another address (`status.podIP`, or the annotation `waymark.dev/address`).";
    };
    readonly WM7504: {
        readonly severity: "warning";
        readonly title: "A process of the user's plays nobody";
        readonly meaning: "`--workload` names no pod, Deployment or Service of the manifests, so nothing is forwarded to that process.";
        readonly fix: "Write `namespace/name` of a pod, Deployment or Service that exists.";
    };
    readonly WM7001: {
        readonly severity: "error";
        readonly title: "A template is not YAML";
        readonly meaning: "The text of an Envoy template cannot be parsed. No proxy can be started from it, so nothing is.";
        readonly fix: "Correct the text, or remove the file from the template folder to use the built-in template.";
    };
    readonly WM7002: {
        readonly severity: "error";
        readonly title: "A template has an unknown hole";
        readonly meaning: "A template asks for a value that does not exist: a misspelt name, or one of another template.";
        readonly fix: "Use one of the names that the message lists.";
    };
    readonly WM7003: {
        readonly severity: "error";
        readonly title: "A template leaves a value out";
        readonly meaning: "Every value that waymark offers to a template keeps something working, such as the guard that stops clients from reaching the control plane. A template without it is refused.";
        readonly fix: "Start from a copy of the built-in template and keep its holes.";
    };
    readonly WM7004: {
        readonly severity: "error";
        readonly title: "A template is not what Envoy expects";
        readonly meaning: "The filled template has a field, type or value that the Envoy API does not know.";
        readonly fix: "Correct the field; the message names it as Envoy's documentation does.";
    };
    readonly WM7010: {
        readonly severity: "error";
        readonly title: "A proxy refused a resource";
        readonly meaning: "An Envoy did not accept what it was sent. It goes on with the last form that it accepted, or without the resource if there was none.";
        readonly fix: "The message has Envoy's own words. Undo the last edit of the object if it can be told from them, and report it.";
    };
    readonly WM7011: {
        readonly severity: "error";
        readonly title: "A waypoint's configuration could not be made";
        readonly meaning: "waymark itself failed over the current manifests. That waypoint keeps the configuration it had; all others follow the manifests.";
        readonly fix: "Undo the last edit, and report it with the manifests and the log.";
    };
    readonly WM6002: {
        readonly severity: "error";
        readonly title: "An extension does not say what it is";
        readonly meaning: "A TrafficExtension must have either `wasm` or `lua`. Requests that it should see are refused.";
        readonly fix: "Give it one of the two.";
    };
    readonly WM6003: {
        readonly severity: "error";
        readonly title: "Plugins for connections are not run";
        readonly meaning: "Waypoints run plugins on HTTP requests only. A plugin of `type: NETWORK` does not run; its `failStrategy` decides what happens to requests that it should see.";
        readonly fix: "Use a plugin for HTTP, or remove the object.";
    };
    readonly WM6004: {
        readonly severity: "info";
        readonly title: "A module is being fetched";
        readonly meaning: "The module was not had yet, or nothing fetches it (`--no-fetch`). Until it is had, the plugin's `failStrategy` decides: `FAIL_OPEN` lets requests pass without it, the others refuse them with 503. A plugin that ran before goes on with its former module and configuration.";
        readonly fix: "Nothing: this goes away by itself, or another finding says why not.";
    };
    readonly WM6005: {
        readonly severity: "error";
        readonly title: "A module cannot be had";
        readonly meaning: "Fetching the module failed. It is tried again, less and less often. Meanwhile the plugin goes on with its former module and configuration; if there is none, its `failStrategy` decides: `FAIL_OPEN` lets requests pass without it, the others refuse them with 503.";
        readonly fix: "See what is wrong with the URL, the registry, its credentials (`imagePullSecret`) or the way to it.";
    };
    readonly WM6006: {
        readonly severity: "error";
        readonly title: "A module may not be fetched from there";
        readonly meaning: "Nothing is fetched from private addresses unless they are allowed, from link-local addresses at all, or by a redirect from https to http. The plugin's `failStrategy` decides what happens to requests, unless it ran before.";
        readonly fix: "Allow the address or host with `--wasm-allow`, or correct the URL.";
    };
    readonly WM6007: {
        readonly severity: "error";
        readonly title: "A module cannot be run";
        readonly meaning: "What was fetched is no module, is not the one that `sha256` names, is too large, or would be refused by Envoy or end it: wrong ABI, unknown imports, a start section. No proxy is given it. The plugin goes on with its former module and configuration; if there is none, its `failStrategy` decides.";
        readonly fix: "`waymark wasm inspect` says the same of the file; correct the module or the URL.";
    };
    readonly WM6008: {
        readonly severity: "warning";
        readonly title: "A module could not be looked at again";
        readonly meaning: "The plugin wants to know whether its URL holds a newer module (`imagePullPolicy: Always`), and that could not be found out. The module that was had last stays in use.";
        readonly fix: "See what is wrong with the registry or the way to it.";
    };
    readonly WM6009: {
        readonly severity: "error";
        readonly title: "A plugin's configuration does not fit its schema";
        readonly meaning: "The module came with a JSON Schema of its configuration, and `pluginConfig` does not fit it. The plugin does not run with it; its `failStrategy` decides what happens to requests.";
        readonly fix: "Correct `pluginConfig`.";
    };
    readonly WM6010: {
        readonly severity: "warning";
        readonly title: "A plugin sees nothing of a TCP port";
        readonly meaning: "Plugins see HTTP requests. What passes a port that is carried as TCP passes by them.";
        readonly fix: "Declare the port's protocol if it speaks HTTP (`appProtocol`), or aim the plugin at other services.";
    };
    readonly WM6011: {
        readonly severity: "error";
        readonly title: "A plugin has no target on a waypoint";
        readonly meaning: "Waypoints run plugins whose `targetRefs` name something that they serve. Nobody runs this one.";
        readonly fix: "Name a Service, a Gateway, a GatewayClass or a route with `targetRefs`.";
    };
    readonly WM6012: {
        readonly severity: "warning";
        readonly title: "A plugin asks for the traffic of clients";
        readonly meaning: "A waypoint stands before servers: `mode: CLIENT` matches nothing there.";
        readonly fix: "Use `SERVER` or `CLIENT_AND_SERVER`.";
    };
    readonly WM6013: {
        readonly severity: "warning";
        readonly title: "A module's signature is not verified";
        readonly meaning: "`verificationKey` is not in effect; the module runs whoever made it.";
        readonly fix: "Say which module is meant with `sha256`, or by the digest of its image.";
    };
    readonly WM6014: {
        readonly severity: "warning";
        readonly title: "A plugin asks for a variable of the proxy";
        readonly meaning: "`valueFrom: HOST` would hand a part of the proxy's own environment to the module. The variable is not set.";
        readonly fix: "Give the value in the object.";
    };
    readonly WM6015: {
        readonly severity: "warning";
        readonly title: "The schema of a module cannot be read";
        readonly meaning: "The module came with a schema of its configuration that is no JSON Schema. `pluginConfig` is not checked.";
        readonly fix: "Correct the schema, or leave it out.";
    };
    readonly WM6016: {
        readonly severity: "error";
        readonly title: "A pull secret cannot be used";
        readonly meaning: "The Secret that `imagePullSecret` names is not in the plugin's namespace, or holds no registry credentials (`.dockerconfigjson`). Images are asked for without credentials.";
        readonly fix: "Create the Secret with `kubectl create secret docker-registry`, or correct the name.";
    };
    readonly WM6017: {
        readonly severity: "error";
        readonly title: "A proxy refuses a plugin";
        readonly meaning: "Envoy could not start the module with this configuration: most often the module itself refused it, or it trapped while it started. What ran before stays in use; if there is nothing, the plugin's `failStrategy` decides.";
        readonly fix: "The proxy's log says what the module said. Correct `pluginConfig` or the module.";
    };
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
    readonly WM3050: {
        readonly severity: "warning";
        readonly title: "Rules that a pod's own address avoids";
        readonly meaning: "The waypoint judges what clients send to the Service. Whoever connects to the address of one of its pods is judged by nobody, because no policy stands at the pod's door: every client of the mesh, and every client outside it that reaches the network of the pods.";
        readonly example: "An AuthorizationPolicy with `targetRefs` to Service `orders` allows only `web`. `curl http://POD-ADDRESS:8080/` from any pod of the mesh answers 200, and so does the name of a headless Service of these pods.";
        readonly fix: "Add the policy that the advice shows: a policy without targetRefs that lets only the waypoint connect to the pods. If other clients must get in (a Service without a waypoint, a scraper of metrics), name their identities in it, too.";
    };
    readonly WM3051: {
        readonly severity: "warning";
        readonly title: "Rules that another Service avoids";
        readonly meaning: "A policy that targets a Service judges requests for that Service. Another Service leads to the same pods, and nothing restricts requests for it: clients that use its name are not judged.";
        readonly example: "Service `catalog` has a policy that denies `/admin`; Service `catalog-v1` selects some of the same pods. `curl http://catalog-v1/admin` passes.";
        readonly fix: "Name the other Service in the policy's targetRefs, or attach the policy to the waypoint's Gateway.";
    };
    readonly WM3052: {
        readonly severity: "warning";
        readonly title: "Rules that another Service's route avoids";
        readonly meaning: "A waypoint judges a request once, as one for the Service that the client asked for. Where a route of that Service sends the request on to another Service of the same waypoint, the policies of the other Service do not judge it.";
        readonly example: "A policy on Service `payments` allows only `checkout`. A route of Service `shop`, which has no policy, has `payments` as a backend: every client of `shop` gets there.";
        readonly fix: "Name the Service with the route in the policy's targetRefs, too, or attach the policy to the waypoint's Gateway.";
    };
    readonly WM3053: {
        readonly severity: "warning";
        readonly title: "A denial that another port avoids";
        readonly meaning: "The policy denies by the port that clients ask for. Another port of the same Service leads to the same port of the pods, and the policy does not name it.";
        readonly example: "The Service maps 80 and 8080 to targetPort 8080; a DENY rule has `ports: [\"80\"]`. Port 8080 is open.";
        readonly fix: "Name the other port, too, or leave `ports` out.";
    };
    readonly WM3054: {
        readonly severity: "warning";
        readonly title: "A pod's door that asks for no identity";
        readonly meaning: "The pods of a Service with L7 rules have a policy at their door, but one of its rules lets clients in by port or address only. Everybody whom that rule lets in avoids the waypoint, clients outside the mesh included: they have no identity and send what they want in plain text.";
        readonly example: "An ALLOW policy with a selector and `to: [{operation: {ports: [\"8080\"]}}]`, and nothing else.";
        readonly fix: "Add `from` with principals or namespaces to the rule, or use the policy that the advice shows.";
    };
    readonly WM3055: {
        readonly severity: "info";
        readonly title: "Clients that may go around the waypoint";
        readonly meaning: "The pods of a Service with L7 rules let in clients other than the waypoint. Those clients can connect to a pod's own address, and nothing looks into their requests there.";
        readonly example: "A policy for the whole namespace allows `billing`, which may therefore send any request to every pod of it.";
        readonly fix: "Nothing, if these clients are to be trusted with everything; otherwise narrow the policy to other pods with a selector.";
    };
    readonly WM3056: {
        readonly severity: "warning";
        readonly title: "Pods outside the mesh behind a Service with rules";
        readonly meaning: "The pods share the network of their node, or a label keeps them out of the mesh. Nothing of the mesh stands at their door, so clients that connect to their address avoid the rules of the Service, and no policy can change that.";
        readonly example: "A Deployment with `hostNetwork: true` behind a Service whose AuthorizationPolicy allows only `web`.";
        readonly fix: "Take the pods into the mesh (no `hostNetwork`, no `istio.io/dataplane-mode: none`), or close their address with a NetworkPolicy.";
    };
    readonly WM3057: {
        readonly severity: "warning";
        readonly title: "Requests from an ingress that skip the waypoint";
        readonly meaning: "A route of a Gateway that is no waypoint sends requests to a Service with L7 rules. Gateways send such requests straight to the pods, and the rules are not asked, unless the Service or its namespace has the label `istio.io/ingress-use-waypoint`.";
        readonly example: "An HTTPRoute with parent `Gateway edge` and backend `orders`; Service `orders` has an AuthorizationPolicy.";
        readonly fix: "Label the Service `istio.io/ingress-use-waypoint: \"true\"`, and check that your gateway honours it; or judge these requests at the gateway.";
    };
    readonly WM3058: {
        readonly severity: "info";
        readonly title: "Rules for a host that clients can reach by another way";
        readonly meaning: "The waypoint judges requests that clients send to the host of the ServiceEntry as the mesh resolves it. The host is outside the mesh: a client that connects to one of its real addresses, or resolves the name elsewhere, goes past the waypoint.";
        readonly example: "An AuthorizationPolicy for ServiceEntry `api.example.com`; a client that opens a connection to 203.0.113.7.";
        readonly fix: "Let only the waypoint's pods leave the cluster (a NetworkPolicy for egress, or a firewall).";
    };
    readonly WM3060: {
        readonly severity: "info";
        readonly title: "A waypoint that nobody uses";
        readonly meaning: "No Service, pod or namespace asks for it by label, so it gets no traffic, and its policies judge nothing.";
        readonly example: "A Gateway of class `istio-waypoint` in a namespace without the label `istio.io/use-waypoint`.";
        readonly fix: "Label the Services, their namespace or their pods with `istio.io/use-waypoint`, or remove the Gateway.";
    };
    readonly WM3061: {
        readonly severity: "warning";
        readonly title: "A label where nobody reads it";
        readonly meaning: "`istio.io/use-waypoint` and its like are read on Services, ServiceEntries, WorkloadEntries, pods and namespaces; those of a Deployment's pods stand in its template. Here the label does nothing, so the object has not got the waypoint it asks for.";
        readonly example: "`istio.io/use-waypoint: waypoint` in the metadata of a Deployment.";
        readonly fix: "Move the label to the Service, to the namespace, or to the template of the pods.";
    };
    readonly WM3062: {
        readonly severity: "warning";
        readonly title: "A Service whose selector fits no pod";
        readonly meaning: "Its namespace has pods, and none of them has these labels: requests to the Service find no endpoint.";
        readonly example: "`selector: {app: review}`, while the pods are labelled `app: reviews`.";
        readonly fix: "Correct the selector, or the labels of the pods.";
    };
    readonly WM3063: {
        readonly severity: "info";
        readonly title: "Settings of a Service that waypoints do not honour";
        readonly meaning: "Where a waypoint (or the mesh's L4 layer) chooses among the endpoints of a Service, it is not bound by these settings of the cluster's own proxy.";
        readonly example: "`sessionAffinity: ClientIP` on a Service with a waypoint.";
        readonly fix: "Use `sessionPersistence` of a route, or a DestinationRule; or opt the Service out of its waypoint.";
    };
    readonly WM3064: {
        readonly severity: "info";
        readonly title: "An older version of an API";
        readonly meaning: "It is read and means the same. Its API may stop to serve this version.";
        readonly example: "`apiVersion: gateway.networking.k8s.io/v1beta1` for an HTTPRoute.";
        readonly fix: "Write the version that the message names.";
    };
    readonly WM3065: {
        readonly severity: "info";
        readonly title: "An older name of a field";
        readonly meaning: "It is read and means the same. The API keeps it for old manifests only.";
        readonly example: "`jwks_uri` instead of `jwksUri`; `targetRef` instead of `targetRefs`.";
        readonly fix: "Write the field that the message names.";
    };
    readonly WM5045: {
        readonly severity: "error";
        readonly title: "The target has no such part";
        readonly meaning: "The `sectionName` of a targetRef names a rule (`rules[].name`) of a route. There is no such rule, or the target is no route and has no rules. To be safe the policy judges the target as a whole.";
        readonly fix: "Correct the name, name the rule of the route, or remove `sectionName`.";
    };
    readonly WM5046: {
        readonly severity: "warning";
        readonly title: "A value that never matches";
        readonly meaning: "No request can look like that when policies judge it: methods are upper case, paths start with a slash, have no query and are normalised before (`pathNormalization`), identities are `domain/ns/namespace/sa/account`. In an ALLOW rule it allows nothing, in a DENY rule it denies nothing.";
        readonly fix: "Write the value as requests have it.";
    };
    readonly WM5047: {
        readonly severity: "warning";
        readonly title: "A rule that never matches";
        readonly meaning: "Two parts of the rule contradict each other, or it asks for something that requests there never have. It allows nothing in an ALLOW policy and denies nothing in a DENY policy.";
        readonly fix: "Correct or remove the rule.";
    };
    readonly WM5048: {
        readonly severity: "warning";
        readonly title: "A port that the target does not have";
        readonly meaning: "A waypoint judges by the port that the client asked for, which is a port of the Service, not the targetPort of its pods. None of the policy's targets has this port.";
        readonly fix: "Name the port of the Service.";
    };
    readonly WM5049: {
        readonly severity: "info";
        readonly title: "Everything is refused";
        readonly meaning: "An ALLOW policy without rules allows nothing, so only other ALLOW policies of the same target let anybody in. A DENY policy with an empty rule (`rules: [{}]`) refuses everything, whatever else allows it.";
        readonly fix: "Nothing, if that is meant.";
    };
    readonly WM5050: {
        readonly severity: "warning";
        readonly title: "A policy without effect beside one that allows everything";
        readonly meaning: "ALLOW policies of one target add up: a request passes if any of them allows it. Another one allows everything (`rules: [{}]`), so this one restricts nothing.";
        readonly fix: "Remove one of the two, or write this one as DENY.";
    };
    readonly WM5051: {
        readonly severity: "warning";
        readonly title: "A denial by host";
        readonly meaning: "The host of a request is whatever its client writes, and the mesh does not choose the service by it: a client that writes another host, or adds a port to it, is not denied.";
        readonly fix: "Attach the policy to the Service, or allow the good hosts instead of denying the bad ones.";
    };
    readonly WM5052: {
        readonly severity: "warning";
        readonly title: "The pod's door sees the waypoint";
        readonly meaning: "Requests that come through a waypoint reach the pod under the waypoint's identity and address. A policy without targetRefs is judged at the pod's door, so its clients are not recognised there: what it denies them they can do through the waypoint.";
        readonly fix: "Attach the policy to the Service or its waypoint with targetRefs.";
    };
    readonly WM5053: {
        readonly severity: "warning";
        readonly title: "Waypoints are kept out";
        readonly meaning: "The annotation `waymark.dev/admit-waypoints: \"false\"` on a policy without targetRefs keeps waymark from admitting the waypoints in front of its pods. Requests through them are refused unless an ALLOW policy names the waypoint's identity.";
        readonly fix: "Remove the annotation, or name the waypoint's identity in a rule.";
    };
    readonly WM5054: {
        readonly severity: "warning";
        readonly title: "A route's policy does not judge clients with routes of their own";
        readonly meaning: "Clients of a namespace that attaches its own route to the Service (a consumer route) take that route instead, so policies of this route do not judge them.";
        readonly fix: "Attach what must hold for everybody to the Service.";
    };
    readonly WM5055: {
        readonly severity: "info";
        readonly title: "X-Forwarded-For is not believed";
        readonly meaning: "Any client of the mesh can write the header. The remote address (`remoteIpBlocks`, `remote.ip`) is therefore the address from which the client connected to the mesh, the same as `ipBlocks`. Where all of the mesh's clients may be trusted to be honest, `defaultConfig.gatewayTopology.numTrustedProxies` of the MeshConfig makes waypoints believe the header: the address before the last so many is then the remote one.";
        readonly fix: "Use `ipBlocks`, or judge the clients of a gateway at the gateway.";
    };
    readonly WM5056: {
        readonly severity: "error";
        readonly title: "An authorizer of a route that requests may leave";
        readonly meaning: "The authorizer of a route (action CUSTOM) is asked about requests that have this route when they arrive. The service verifies tokens, or asks an authorizer that may change requests (`clearRouteCache`), so a request may get another route afterwards, and its authorizer would not be asked. To be safe what the policy matches is denied.";
        readonly fix: "Attach the policy to the Service; its rules can name paths and other conditions.";
    };
    readonly WM5090: {
        readonly severity: "warning";
        readonly title: "A condition that always holds";
        readonly meaning: "`connection.sni` is the server name of an encrypted connection. Requests and connections are out of their tunnel where they are judged and have none, so it is never one of the excluded names, and the rule matches as if the condition were not there.";
        readonly fix: "Remove the condition, or name what is meant by hosts, ports or clients.";
    };
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
    readonly WM5060: {
        readonly severity: "info";
        readonly title: "Keys are being fetched";
        readonly meaning: "The issuer's key set was not fetched yet. Until it is, every token of this issuer is refused; requests without one pass.";
        readonly fix: "Nothing: this goes away by itself, or another finding says why not.";
    };
    readonly WM5061: {
        readonly severity: "error";
        readonly title: "Keys cannot be had";
        readonly meaning: "Fetching the issuer's key set failed, and no earlier one is known. Every token of this issuer is refused; requests without one pass. It is tried again, less and less often.";
        readonly fix: "See what is wrong with the issuer or the way to it; or give the key set inline (`jwks`).";
    };
    readonly WM5062: {
        readonly severity: "error";
        readonly title: "Keys may not be fetched from there";
        readonly meaning: "Nothing is fetched from private addresses unless they are allowed, from link-local addresses at all, or by a redirect from https to http. Every token of this issuer is refused; requests without one pass.";
        readonly fix: "Allow the address or host with `--jwks-allow`, correct the URL, or give the key set inline (`jwks`).";
    };
    readonly WM5063: {
        readonly severity: "error";
        readonly title: "The published keys cannot be used";
        readonly meaning: "What the issuer publishes has no public key that can verify signatures: it publishes none, or symmetric ones only, or of unknown types. Every token of this issuer is refused; requests without one pass.";
        readonly fix: "The issuer must publish RSA, EC or Ed25519 public keys.";
    };
    readonly WM5064: {
        readonly severity: "warning";
        readonly title: "Keys could not be refreshed";
        readonly meaning: "The last fetched key set stays in use, for up to a week. Tokens signed with a newer key are refused until fetching works again, and withdrawn keys are still believed.";
        readonly fix: "See what is wrong with the issuer or the way to it.";
    };
    readonly WM5065: {
        readonly severity: "warning";
        readonly title: "Keys are fetched without TLS";
        readonly meaning: "Anybody on the way to the issuer can put keys of their own into the answer, and sign tokens with them.";
        readonly fix: "Use an https URL.";
    };
    readonly WM5066: {
        readonly severity: "error";
        readonly title: "Keys of a service that cannot be asked";
        readonly meaning: "The URL names a service of the mesh that does not exist or has no such port. Every token of this issuer is refused; requests without one pass.";
        readonly fix: "Correct the `jwksUri`, or add the Service.";
    };
    readonly WM5067: {
        readonly severity: "error";
        readonly title: "No place to look for keys";
        readonly meaning: "The rule's `jwksUri` is no URL; or it has neither `jwks` nor `jwksUri`, and its issuer is no URL at which keys could be discovered. Every token of this issuer is refused; requests without one pass.";
        readonly fix: "Add `jwksUri`, or the key set itself as `jwks`.";
    };
    readonly WM5068: {
        readonly severity: "error";
        readonly title: "A token rule without issuer";
        readonly meaning: "Nobody knows whose tokens the rule is about, so every token where it looks is refused unless another rule accepts it; requests without one pass.";
        readonly fix: "Name the `issuer`.";
    };
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
    readonly WM4070: {
        readonly severity: "error";
        readonly title: "A backend whose waypoint cannot be had";
        readonly meaning: "The backend asks for a waypoint of its own, which does not exist or may not be used, or which never sees requests for it because it is headless. Sent to its pods directly, requests would escape the rules that they are under there: its share of requests is answered with 503, and a mirror gets no copies.";
        readonly fix: "Correct the label that asks for the waypoint, or remove it; give a headless Service with rules an address.";
    };
    readonly WM4071: {
        readonly severity: "warning";
        readonly title: "A session at another waypoint";
        readonly meaning: "A session keeps to one endpoint, and the endpoints of a backend behind another waypoint are chosen there. Requests to such a backend are not kept together.";
        readonly fix: "Ask for session persistence in a route of the backend, or send requests to services of one waypoint.";
    };
    readonly WM4072: {
        readonly severity: "warning";
        readonly title: "Requests that may come back";
        readonly meaning: "Routes of several waypoints send requests in a circle. A request that comes to a service for the second time is answered with 508 there.";
        readonly fix: "Let one of the routes send to a service whose routes do not send on.";
    };
    readonly WM4030: {
        readonly severity: "error";
        readonly title: "A mirror that gets nothing";
        readonly meaning: "The backendRef of a RequestMirror leads nowhere, or its namespace does not permit it (Gateway API: ResolvedRefs is false). The requests themselves go on; nobody gets the copies.";
        readonly fix: "Correct the backendRef, or add a ReferenceGrant in the backend's namespace.";
    };
    readonly WM4031: {
        readonly severity: "warning";
        readonly title: "CORS on a rule that forwards nothing";
        readonly meaning: "Only forwarded requests are answered with the headers of CORS. A preflight of this rule gets the rule's own answer, so browsers refuse what would follow.";
        readonly fix: "Give the rule a backend, or remove the filter.";
    };
    readonly WM4032: {
        readonly severity: "warning";
        readonly title: "A wildcard beside other entries";
        readonly meaning: "`*` allows everything, so the entries beside it say nothing. The Gateway API refuses such a list.";
        readonly fix: "Keep either `*` or the others.";
    };
    readonly WM4033: {
        readonly severity: "warning";
        readonly title: "All headers exposed, with credentials";
        readonly meaning: "Browsers do not take `*` for a wildcard when credentials are allowed, and the Gateway API forbids to answer it. No header is exposed by it.";
        readonly fix: "List the headers in `exposeHeaders`.";
    };
    readonly WM4034: {
        readonly severity: "info";
        readonly title: "A pause between tries that varies";
        readonly meaning: "Waypoints draw the pause before a retry at random, so that clients do not come back all at once: `backoff` long on average before the first, longer before the next. A single pause may be shorter.";
        readonly fix: "Nothing, unless the least pause matters more than the mean: then make `backoff` longer.";
    };
    readonly WM4035: {
        readonly severity: "error";
        readonly title: "Session persistence that cannot be used";
        readonly meaning: "Something that the session's cookie or header needs is missing, or cannot stand in it. The rule is in effect without persistence.";
        readonly fix: "Name the cookie or the header as the Gateway API asks; `Permanent` cookies need `absoluteTimeout`.";
    };
    readonly WM4036: {
        readonly severity: "warning";
        readonly title: "A limit of a session that is held differently";
        readonly meaning: "Waypoints keep sessions in the cookie or header itself: an idle limit cannot be held at all, an absolute one only by cookies, which then carry it as their own lifetime.";
        readonly fix: "Use a cookie with `lifetimeType: Permanent` and `absoluteTimeout`, or leave the limit out.";
    };
    readonly WM4037: {
        readonly severity: "warning";
        readonly title: "Sessions by header across several backends";
        readonly meaning: "A header tells the endpoint, but not which of the rule's backends was chosen. Each request is shared among the backends by weight, and its session holds only if it comes to the same backend again.";
        readonly fix: "Use a cookie, or one backend for each rule.";
    };
    readonly WM4038: {
        readonly severity: "error";
        readonly title: "A path that the API refuses";
        readonly meaning: "Exact and prefix matches cannot contain `//`, `/./`, `/../`, `%2f` or `#`, nor end in `/.` or `/..`: such paths have several meanings. The match is set aside; the rule's other matches stay in effect.";
        readonly fix: "Write the path as it is after normalisation.";
    };
    readonly WM4039: {
        readonly severity: "warning";
        readonly title: "A fraction above one";
        readonly meaning: "`numerator` is larger than `denominator`. Every request is copied.";
        readonly fix: "Make `numerator` at most `denominator`.";
    };
    readonly WM4040: {
        readonly severity: "warning";
        readonly title: "Default Gateways are not served";
        readonly meaning: "`useDefaultGateways` attaches a route to Gateways at the edge of the cluster. waymark applies the route to the Services among its parents, and leaves the rest to whoever serves those Gateways.";
        readonly fix: "Remove the field unless somebody else serves the route, too.";
    };
    readonly WM4045: {
        readonly severity: "info";
        readonly title: "A route of a Gateway that is no waypoint";
        readonly meaning: "The parentRef leads to a Gateway of another class, or to none that is known. Such Gateways let traffic in from outside; waymark leaves the parentRef to their own controller.";
        readonly fix: "Nothing, if that is meant. To route requests inside the mesh, use the Service as parentRef: `kind: Service`, `group: \"\"`.";
    };
    readonly WM4046: {
        readonly severity: "warning";
        readonly title: "One parent is named twice";
        readonly meaning: "Two parentRefs of a route lead to the same ports of the same parent. The route is in effect there once; a Kubernetes API server refuses it.";
        readonly fix: "Remove one of them, or tell them apart by `port` or `sectionName`.";
    };
    readonly WM4047: {
        readonly severity: "error";
        readonly title: "A route of a Service that is an alias";
        readonly meaning: "A Service of type ExternalName is a name in DNS: clients never connect to it, so there are no requests to route. The route is not in effect there.";
        readonly fix: "Attach the route to a Service with a cluster IP.";
    };
    readonly WM4048: {
        readonly severity: "error";
        readonly title: "A kind of route that is not in effect";
        readonly meaning: "TLSRoute, TCPRoute and UDPRoute of a Service are read but not applied: connections go to the Service's own endpoints.";
        readonly fix: "Remove the route. Requests can be routed by HTTPRoute and GRPCRoute, on ports whose protocol is HTTP.";
    };
    readonly WM4049: {
        readonly severity: "warning";
        readonly title: "Two rules of a route have one name";
        readonly meaning: "The names of a route's rules must be unique. The rules are in effect, but under their numbers instead of the name, so nothing can refer to them by it.";
        readonly fix: "Give each rule a name of its own.";
    };
    readonly WM4050: {
        readonly severity: "info";
        readonly title: "HTTPRoutes and GRPCRoutes of one port";
        readonly meaning: "waymark applies both: GRPCRoutes take gRPC requests only, the more specific match comes first, and HTTPRoutes get what is left. Other implementations ignore HTTPRoutes of a port that has GRPCRoutes, as GEP-1294 recommends.";
        readonly fix: "Nothing here. For manifests that mean the same everywhere, keep to one kind of route for each port.";
    };
    readonly WM4051: {
        readonly severity: "error";
        readonly title: "A match by claim where nobody verifies tokens";
        readonly meaning: "The rule matches by the claims of a verified token, but no RequestAuthentication for the Service, its waypoint or the waypoint's class verifies any. The match never holds, whatever token a request carries.";
        readonly fix: "Add a RequestAuthentication whose targetRefs name the Service.";
    };
    readonly WM4052: {
        readonly severity: "info";
        readonly title: "A match by claim that only waymark reads";
        readonly meaning: "`@request.auth.claims…` is no header name, so the Gateway API's schema does not admit it: waymark routes by it, but the manifest cannot be applied to a cluster.";
        readonly fix: "For a cluster, name a header in `outputClaimToHeaders` of the RequestAuthentication, and match that header: what clients send in it is removed.";
    };
    readonly WM4053: {
        readonly severity: "warning";
        readonly title: "No request reaches a rule";
        readonly meaning: "Another rule for the same requests matches exactly the same and comes first: that of the older route, of the route with the earlier name, or the earlier one in the route.";
        readonly fix: "Remove one of the two, or make one more specific.";
    };
    readonly WM4054: {
        readonly severity: "warning";
        readonly title: "Calls are sent to a port that is not HTTP/2";
        readonly meaning: "gRPC needs HTTP/2, but the port of the backend declares another protocol, and what is declared counts. A port that declares nothing is spoken to in HTTP/2 as soon as a GRPCRoute leads there.";
        readonly fix: "Declare `appProtocol: kubernetes.io/h2c` (or `grpc`) on the backend's port, or nothing.";
    };
    readonly WM4055: {
        readonly severity: "warning";
        readonly title: "A route without rules";
        readonly meaning: "The route takes no request, but since it is there, requests that no other route takes get 404.";
        readonly fix: "Add a rule, or remove the route.";
    };
    readonly WM4056: {
        readonly severity: "warning";
        readonly title: "A route without parents";
        readonly meaning: "The route names no parentRef, so it is about no requests of the mesh. `useDefaultGateways` asks for Gateways that let traffic in from outside.";
        readonly fix: "Name the Service whose requests it routes: `kind: Service`, `group: \"\"`.";
    };
    readonly WM4057: {
        readonly severity: "info";
        readonly title: "A route for the clients of one namespace";
        readonly meaning: "The route is in another namespace than its parent, so it is a consumer's (GEP-1294): it applies to requests of clients in its own namespace, and they get no route of the parent's namespace any more.";
        readonly fix: "Nothing, if that is meant. A route for all clients belongs into the namespace of the parent.";
    };
    readonly WM4001: {
        readonly severity: "error";
        readonly title: "The parent of a route does not exist";
        readonly meaning: "The route names a Service that nobody declares, so it has no effect there.";
        readonly fix: "Add the Service, or correct the parentRef.";
    };
    readonly WM4002: {
        readonly severity: "error";
        readonly title: "The parent of a route has no such port";
        readonly meaning: "The parentRef's `port` or `sectionName` (the name of a port) matches no TCP port of the Service, so the route has no effect there.";
        readonly fix: "Name a port of the Service, or none to mean all its ports.";
    };
    readonly WM4003: {
        readonly severity: "warning";
        readonly title: "Nothing enforces the route";
        readonly meaning: "The parent Service has no waypoint, and only a waypoint applies routes. Requests go straight to the Service's pods.";
        readonly fix: "Label the Service or its namespace with `istio.io/use-waypoint`.";
    };
    readonly WM4004: {
        readonly severity: "warning";
        readonly title: "A route of a waypoint's Gateway is not in effect";
        readonly meaning: "Routes of a mesh attach to the Services whose requests they route; a Gateway as parent means traffic that enters from outside, which waymark does not serve.";
        readonly fix: "Use the Service as parentRef: `kind: Service`, `group: \"\"`.";
    };
    readonly WM4005: {
        readonly severity: "warning";
        readonly title: "A parent of unknown kind";
        readonly meaning: "waymark applies routes whose parent is a Service or a ServiceEntry. It leaves this parentRef to whoever knows its kind.";
        readonly fix: "Use the Service as parentRef: `kind: Service`, `group: \"\"`.";
    };
    readonly WM4006: {
        readonly severity: "warning";
        readonly title: "Host names of a mesh route are ignored";
        readonly meaning: "The Service a client connects to decides which routes apply, whatever the Host header says; so says the Gateway API of routes with a Service as parent.";
        readonly fix: "Remove `hostnames`, or match a header in the rules.";
    };
    readonly WM4007: {
        readonly severity: "error";
        readonly title: "The backend does not exist";
        readonly meaning: "The backendRef leads to no port of a Service, or of a host that the namespace of the route may use. Its share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: BackendNotFound).";
        readonly fix: "Add the Service or its port, or correct the backendRef.";
    };
    readonly WM4008: {
        readonly severity: "error";
        readonly title: "The backend's namespace does not permit the reference";
        readonly meaning: "A backendRef to another namespace needs a ReferenceGrant there. Its share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: RefNotPermitted).";
        readonly fix: "Add a ReferenceGrant in the backend's namespace.";
    };
    readonly WM4009: {
        readonly severity: "error";
        readonly title: "The backend's kind is not supported";
        readonly meaning: "Services can be backends, and hosts of the mesh (`kind: Hostname`, `group: networking.istio.io`). The share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: InvalidKind).";
        readonly fix: "Refer to a Service, or to a host of a ServiceEntry.";
    };
    readonly WM4010: {
        readonly severity: "error";
        readonly title: "The backend's protocol cannot carry HTTP";
        readonly meaning: "The backendRef leads to a UDP or SCTP port. Its share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: UnsupportedProtocol).";
        readonly fix: "Refer to a TCP port.";
    };
    readonly WM4011: {
        readonly severity: "warning";
        readonly title: "A rule with nothing to do";
        readonly meaning: "The rule has neither a backend nor a redirect, so it answers 500 (gRPC: UNAVAILABLE), as the Gateway API says.";
        readonly fix: "Add backendRefs, or a RequestRedirect filter.";
    };
    readonly WM4012: {
        readonly severity: "warning";
        readonly title: "All backends of a rule have weight 0";
        readonly meaning: "No backend may get a request, so the rule answers 500 (gRPC: UNAVAILABLE), as the Gateway API says.";
        readonly fix: "Give at least one backend a weight above 0.";
    };
    readonly WM4013: {
        readonly severity: "error";
        readonly title: "A filter that is not honoured";
        readonly meaning: "waymark does not apply this filter, or not in this place. A request must not go on as if the filter had been applied, so the rule answers 500, as the Gateway API says of filters that cannot be resolved.";
        readonly fix: "Remove the filter, or do its work in the application.";
    };
    readonly WM4015: {
        readonly severity: "error";
        readonly title: "A regular expression that cannot be used";
        readonly meaning: "Patterns must be RE2 and bounded in length and size. The match is set aside; the rule's other matches stay in effect.";
        readonly fix: "Correct the pattern; RE2 has no look-around and no back-references.";
    };
    readonly WM4016: {
        readonly severity: "warning";
        readonly title: "The Host is set twice";
        readonly meaning: "Both a header modifier and URLRewrite's `hostname` set the Host header. The rewrite wins.";
        readonly fix: "Keep one of the two.";
    };
    readonly WM4017: {
        readonly severity: "error";
        readonly title: "A prefix is replaced where none is matched";
        readonly meaning: "ReplacePrefixMatch needs a rule whose matches are all of type PathPrefix. For the other matches it is not clear what to replace, so they answer 500.";
        readonly fix: "Match by PathPrefix, or use ReplaceFullPath.";
    };
    readonly WM4018: {
        readonly severity: "warning";
        readonly title: "A header or parameter is matched twice";
        readonly meaning: "Of several matches of one name only the first counts, as the Gateway API says.";
        readonly fix: "Remove the others.";
    };
    readonly WM4019: {
        readonly severity: "warning";
        readonly title: "No protocol declared: HTTP assumed";
        readonly meaning: "The port says nothing about its protocol, but there are L7 rules for it, so it is served as HTTP. A protocol whose server speaks first would hang.";
        readonly fix: "Declare `appProtocol: http` (or `kubernetes.io/h2c`, `tcp`) on the Service port.";
    };
    readonly WM4020: {
        readonly severity: "info";
        readonly title: "No protocol declared: TCP assumed";
        readonly meaning: "The port says nothing about its protocol and there are no L7 rules for it, so its waypoint carries it as it is.";
        readonly fix: "Declare `appProtocol` on the Service port.";
    };
    readonly WM4021: {
        readonly severity: "error";
        readonly title: "Routes of a TCP port are not in effect";
        readonly meaning: "The port's declared protocol is not HTTP, so nobody can look into its requests.";
        readonly fix: "Declare `appProtocol: http` on the Service port, or point the route at another port.";
    };
    readonly WM4023: {
        readonly severity: "warning";
        readonly title: "A time limit that cannot be reached";
        readonly meaning: "`backendRequest` is one try of `request`, so it cannot be longer. The rule is in effect with both limits; `request` ends first.";
        readonly fix: "Make `backendRequest` shorter than `request`.";
    };
    readonly WM4024: {
        readonly severity: "error";
        readonly title: "A modification that cannot be made";
        readonly meaning: "Pseudo headers belong to HTTP itself, a request cannot be without Host, values cannot contain line breaks, nor paths spaces, `?` or `#`. The rule answers 500, since it cannot be applied as written.";
        readonly fix: "Use URLRewrite to change path and host, and leave other pseudo headers alone.";
    };
    readonly WM4025: {
        readonly severity: "error";
        readonly title: "Filters that exclude each other";
        readonly meaning: "A redirect answers the request, so it goes with neither a rewrite nor backends; each filter but mirrors can be given once. The rule answers 500 where the order of effect would be a guess.";
        readonly fix: "Keep one of them.";
    };
    readonly WM4026: {
        readonly severity: "error";
        readonly title: "A match that cannot be used";
        readonly meaning: "The path, or the service or method of gRPC, can never occur in a request. The match is set aside; the rule's other matches stay in effect.";
        readonly fix: "Paths begin with `/`; names of gRPC services and methods are made of letters, digits and underscores.";
    };
    readonly WM3020: {
        readonly severity: "error";
        readonly title: "A host that clients cannot use";
        readonly meaning: "Clients name what they want to reach, and a name must lead to one thing: wildcard hosts, IP addresses as hosts and resolution DYNAMIC_DNS are not supported. The host is not reachable; the entry's other hosts are.";
        readonly fix: "List the hosts by name; addresses belong into `addresses` or `endpoints`.";
    };
    readonly WM3021: {
        readonly severity: "error";
        readonly title: "A host that somebody else has";
        readonly meaning: "A Service of the cluster keeps its own name, and of two ServiceEntries of one namespace the first by name keeps the host. The other's is not in effect.";
        readonly fix: "Remove the host from one of the two.";
    };
    readonly WM3022: {
        readonly severity: "error";
        readonly title: "A virtual address that cannot be had";
        readonly meaning: "An address can belong to one thing only: what lives in the mesh keeps it, then the first ServiceEntry by name; ranges of addresses are not supported. Hosts that are left without get an automatic address; by name they are reachable all the same.";
        readonly fix: "Give the ServiceEntry an address of its own, or none.";
    };
    readonly WM3023: {
        readonly severity: "error";
        readonly title: "Nothing tells where a host is";
        readonly meaning: "With resolution NONE connections go to the address that the client asked for, which must be one of `addresses`, and which only the first host has. Connections by name have no address to go to: they are refused.";
        readonly fix: "Give the entry one of `addresses`, or use resolution DNS or STATIC.";
    };
    readonly WM3024: {
        readonly severity: "error";
        readonly title: "An endpoint that cannot be used";
        readonly meaning: "With resolution STATIC an endpoint is an IP address; with DNS it may be a name. Unix sockets, endpoints of other networks and endpoints without an address are not supported, and a place that speaks HBONE needs an IP address. The endpoint is left out.";
        readonly fix: "Give the endpoint an IP address, or use resolution DNS.";
    };
    readonly WM3025: {
        readonly severity: "warning";
        readonly title: "A service without endpoints";
        readonly meaning: "Nothing answers under the entry's hosts: requests get 503.";
        readonly fix: "Add `endpoints`, or a `workloadSelector` that selects a Pod or WorkloadEntry of the entry's namespace, or use resolution DNS.";
    };
    readonly WM3026: {
        readonly severity: "error";
        readonly title: "Fields of a service entry that do not go together";
        readonly meaning: "An API server would refuse this object: resolution NONE has no endpoints, and DNS_ROUND_ROBIN one at most. The extra endpoints are left out.";
        readonly fix: "Use resolution STATIC or DNS, or remove the endpoints.";
    };
    readonly WM3028: {
        readonly severity: "warning";
        readonly title: "A DestinationRule without effect";
        readonly meaning: "A DestinationRule is read in the namespace of the service that it is about and in the root namespace, for a host that exists there; of several the first by name counts.";
        readonly fix: "Move it into the service's namespace, or correct its host.";
    };
    readonly WM3029: {
        readonly severity: "warning";
        readonly title: "Settings of a DestinationRule or BackendTLSPolicy that are not honoured";
        readonly meaning: "Of a DestinationRule the TLS settings are in effect, for the service as a whole or for single ports; of a BackendTLSPolicy everything but its options.";
        readonly fix: "Do not rely on the settings that the message names.";
    };
    readonly WM3030: {
        readonly severity: "error";
        readonly title: "TLS to a service that cannot be had as asked";
        readonly meaning: "The certificates or the mode that a DestinationRule or BackendTLSPolicy asks for are not to be had. Nothing is sent in the clear instead: requests get 503.";
        readonly fix: "In a BackendTLSPolicy, refer to ConfigMaps with the key `ca.crt` or to the `System` roots; in a DestinationRule, use mode SIMPLE, or MUTUAL with files (`clientCertificate`, `privateKey`, `caCertificates`) on the waypoint's machine.";
    };
    readonly WM3031: {
        readonly severity: "warning";
        readonly title: "TLS that needs a waypoint";
        readonly meaning: "A waypoint is what speaks TLS in place of its clients. This service has none, so its clients' bytes leave as they are.";
        readonly fix: "Label the service or its namespace with `istio.io/use-waypoint`.";
    };
    readonly WM3032: {
        readonly severity: "warning";
        readonly title: "TLS that believes anybody";
        readonly meaning: "`insecureSkipVerify` lets whoever answers read and change what is sent.";
        readonly fix: "Remove it, and name the authority in `caCertificates`.";
    };
    readonly WM3033: {
        readonly severity: "warning";
        readonly title: "A BackendTLSPolicy without effect at a target";
        readonly meaning: "Targets are Services and ServiceEntries of the policy's namespace; `sectionName` is the name of a port.";
        readonly fix: "Correct the targetRef.";
    };
    readonly WM3001: {
        readonly severity: "error";
        readonly title: "The waypoint asked for does not exist";
        readonly meaning: "A label asks for a waypoint that nobody declares. The object gets no L7 rules, and connections to it are refused, because without its waypoint it would also lose the restrictions it relies on.";
        readonly fix: "Create the Gateway, or correct the label; `istio.io/use-waypoint-namespace` names the Gateway's namespace if it is not the object's own.";
    };
    readonly WM3002: {
        readonly severity: "error";
        readonly title: "The Gateway asked for is not a waypoint";
        readonly meaning: "A label asks for a Gateway whose class is not a waypoint class. Connections to the object are refused until that is settled.";
        readonly fix: "Use a Gateway of class `istio-waypoint` or `waymark-waypoint`, or of a GatewayClass whose controllerName is `waymark.dev/waypoint-controller`.";
    };
    readonly WM3003: {
        readonly severity: "error";
        readonly title: "The waypoint does not take objects of this namespace";
        readonly meaning: "The HBONE listener of the Gateway does not admit the namespace of the object that asks for it (`allowedRoutes.namespaces`; without it, only its own namespace). Connections to the object are refused until that is settled.";
        readonly fix: "Let the listener admit the namespace (`from: All`, or a selector that its labels match), or use a waypoint of the own namespace.";
    };
    readonly WM3004: {
        readonly severity: "error";
        readonly title: "The waypoint is not for this kind of traffic";
        readonly meaning: "The object itself asks for a waypoint whose `istio.io/waypoint-for` excludes it: `service` takes traffic to services, `workload` to pods, `all` both. Connections to the object are refused until that is settled.";
        readonly fix: "Change `istio.io/waypoint-for` on the Gateway, or ask for another waypoint.";
    };
    readonly WM3005: {
        readonly severity: "warning";
        readonly title: "The waypoint has no HBONE listener";
        readonly meaning: "A waypoint listens with protocol HBONE on port 15008. It is served nevertheless, but only to its own namespace, since the listener is what admits others.";
        readonly fix: "Give the Gateway one listener with port 15008 and protocol HBONE.";
    };
    readonly WM3006: {
        readonly severity: "warning";
        readonly title: "A waypoint's namespace without its name";
        readonly meaning: "`istio.io/use-waypoint-namespace` means nothing on an object without `istio.io/use-waypoint`.";
        readonly fix: "Add `istio.io/use-waypoint`, or remove the label.";
    };
    readonly WM3007: {
        readonly severity: "error";
        readonly title: "Two Services have one cluster IP";
        readonly meaning: "An address can belong to one Service only; the first by namespace and name keeps it. The other is reached at its other addresses, or at an automatic one.";
        readonly fix: "Give each Service an address of its own, or none: waymark then chooses one.";
    };
    readonly WM3008: {
        readonly severity: "error";
        readonly title: "No pod has the target port of the Service";
        readonly meaning: "The Service names a target port that no container of its pods declares, so the port has no endpoints.";
        readonly fix: "Name the container port, or use its number as targetPort.";
    };
    readonly WM3009: {
        readonly severity: "error";
        readonly title: "An endpoint names a pod that does not exist";
        readonly meaning: "Without the pod nobody knows whose identity the endpoint must prove. It is left out.";
        readonly fix: "Add the pod, or remove the endpoint from the EndpointSlice.";
    };
    readonly WM3010: {
        readonly severity: "error";
        readonly title: "L7 rules of a headless Service are not in effect";
        readonly meaning: "Clients of a headless Service connect to the addresses of its pods, so nothing on the wire names the Service and its waypoint never sees the traffic. Since there are rules for it, connections to it are refused rather than let through without them.";
        readonly fix: "Give the Service a cluster IP, or bind its pods to a waypoint for workloads and attach the rules to the Gateway.";
    };
    readonly WM3011: {
        readonly severity: "warning";
        readonly title: "Unknown value of `istio.io/waypoint-for`";
        readonly meaning: "The label knows `service`, `workload`, `all` and `none`. Anything else counts as `service`.";
        readonly fix: "Correct the label.";
    };
    readonly WM3012: {
        readonly severity: "warning";
        readonly title: "A waypoint's address is not an IP address";
        readonly meaning: "Only IP addresses of a Gateway are used; waymark resolves no names.";
        readonly fix: "Give the Gateway an address of type IPAddress, or none: waymark then chooses one.";
    };
    readonly WM3013: {
        readonly severity: "info";
        readonly title: "A port that the mesh does not carry";
        readonly meaning: "The mesh carries TCP. UDP and SCTP ports are left to the network.";
        readonly fix: "Nothing, unless the port was meant to be TCP.";
    };
    readonly WM3014: {
        readonly severity: "warning";
        readonly title: "Two pods have one address";
        readonly meaning: "Policies and tunnels tell pods apart by their addresses, so a shared one makes one pod answer for the other.";
        readonly fix: "Give each pod an address of its own, or none: waymark then chooses one.";
    };
    readonly WM2001: {
        readonly severity: "error";
        readonly title: "a field has the wrong type";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Give the field a value of the type named. Numbers and true/false become text when they are quoted.";
    };
    readonly WM2002: {
        readonly severity: "error";
        readonly title: "a required field is missing";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Add the field.";
    };
    readonly WM2003: {
        readonly severity: "error";
        readonly title: "a value is not of the form or the choice the field allows";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Use one of the values, or the form, that the message names.";
    };
    readonly WM2004: {
        readonly severity: "error";
        readonly title: "a number, a length or a count is out of range";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Bring the value into the range that the message names.";
    };
    readonly WM2005: {
        readonly severity: "warning";
        readonly title: "unknown field";
        readonly meaning: "The field has no effect: API servers drop it silently. The rest of the object is in effect.";
        readonly fix: "Correct its spelling or its indentation, or remove it.";
    };
    readonly WM2006: {
        readonly severity: "error";
        readonly title: "fields that do not go together";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Keep the field that the type names, or one of those that exclude each other.";
    };
    readonly WM2007: {
        readonly severity: "error";
        readonly title: "two entries of a list have the same key";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Merge the entries, or rename one.";
    };
    readonly WM2008: {
        readonly severity: "error";
        readonly title: "a policy that cannot be read denies everything it applies to";
        readonly meaning: "Leaving the policy out could let in what it is meant to refuse. If an earlier form of it is in effect, that form stays instead.";
        readonly fix: "Correct the errors that are reported for the policy, or remove it.";
    };
    readonly WM2010: {
        readonly severity: "error";
        readonly title: "a rule of the kind's definition does not hold";
        readonly meaning: "The CustomResourceDefinition has rules (`x-kubernetes-validations`) over the fields of an object. An API server would refuse this one.";
        readonly fix: "Change what the message names.";
    };
    readonly WM2011: {
        readonly severity: "error";
        readonly title: "a rule of the kind's definition fails on the object";
        readonly meaning: "Evaluating the rule ends with an error, mostly because it reads a field that the object does not have. An API server would refuse the object.";
        readonly fix: "Add the field that the message names; or have the rule ask `has()` first.";
    };
    readonly WM2012: {
        readonly severity: "error";
        readonly title: "a rule of the kind's definition takes too long";
        readonly meaning: "Evaluating the rule takes more steps than an API server would grant it: it goes through lists for each entry of lists. Such an object would be refused.";
        readonly fix: "Shorten the lists of the object, or let the definition limit them (`maxItems`).";
    };
    readonly WM2013: {
        readonly severity: "warning";
        readonly title: "a definition cannot be used";
        readonly meaning: "`--crds` names something that is no CustomResourceDefinition of apiextensions.k8s.io/v1 with a schema for each version. Objects of its kind are not checked.";
        readonly fix: "Give the definition as the API server has it.";
    };
    readonly WM2014: {
        readonly severity: "warning";
        readonly title: "a rule or pattern of a definition cannot be compiled";
        readonly meaning: "Objects are checked against everything else in the definition, but not against this.";
        readonly fix: "Correct the expression. If an API server accepts it, report it: waymark should, too.";
    };
    readonly WM2015: {
        readonly severity: "error";
        readonly title: "a version that is not served";
        readonly meaning: "The kind's definition has this version and does not serve it (or has it not at all), so that an API server would refuse the object.";
        readonly fix: "Use the version that the message names.";
    };
    readonly WM2016: {
        readonly severity: "info";
        readonly title: "a deprecated version";
        readonly meaning: "The version still works, and a later release of the kind's definition will not have it.";
        readonly fix: "Use the version that the message names.";
    };
    readonly WM1001: {
        readonly severity: "error";
        readonly title: "a path does not exist";
        readonly meaning: "Nothing was read from it.";
        readonly fix: "Check the path; it is relative to the folder waymark was started in.";
    };
    readonly WM1002: {
        readonly severity: "error";
        readonly title: "a file or folder cannot be read";
        readonly meaning: "Nothing was read from it; every other file is in effect.";
        readonly fix: "Give the user waymark runs as the right to read it.";
    };
    readonly WM1003: {
        readonly severity: "error";
        readonly title: "a file is too large";
        readonly meaning: "It was not read, so that one file cannot exhaust the memory; every other file is in effect.";
        readonly fix: "Split the file, or raise the limit.";
    };
    readonly WM1004: {
        readonly severity: "error";
        readonly title: "a file is not text";
        readonly meaning: "A manifest is UTF-8 text without NUL characters. The file was not read.";
        readonly fix: "Save it as UTF-8, or give it another ending than .yaml, .yml or .json.";
    };
    readonly WM1005: {
        readonly severity: "error";
        readonly title: "a document is not valid YAML or JSON";
        readonly meaning: "This document was not read. The other documents of the file are in effect.";
        readonly fix: "Correct the syntax at the place named.";
    };
    readonly WM1006: {
        readonly severity: "info";
        readonly title: "no manifests here";
        readonly meaning: "A path was read and holds no .yaml, .yml or .json file with an object in it.";
        readonly fix: "Check the path, or put manifests there.";
    };
    readonly WM1007: {
        readonly severity: "warning";
        readonly title: "a symbolic link leads back to a folder above it";
        readonly meaning: "The link was not followed a second time; what it leads to was read once.";
        readonly fix: "Remove the link.";
    };
    readonly WM1008: {
        readonly severity: "error";
        readonly title: "a document is not an object of an API";
        readonly meaning: "An object needs apiVersion, kind and metadata.name. The document was set aside.";
        readonly fix: "Add what is missing, or give the file another ending if it is no manifest.";
    };
    readonly WM1009: {
        readonly severity: "error";
        readonly title: "an object is defined twice";
        readonly meaning: "Two documents define the same kind, namespace and name. The first one read is in effect, this one is not.";
        readonly fix: "Remove or rename one of the two.";
    };
    readonly WM1010: {
        readonly severity: "warning";
        readonly title: "an object has no namespace";
        readonly meaning: "It is taken to be in the namespace default; kubectl would put it into the namespace of its context.";
        readonly fix: "Write metadata.namespace.";
    };
    readonly WM1011: {
        readonly severity: "warning";
        readonly title: "a version of a kind that waymark does not read";
        readonly meaning: "The kind is known, this version of it is not. The object is not in effect.";
        readonly fix: "Use the version that the message names.";
    };
    readonly WM1012: {
        readonly severity: "warning";
        readonly title: "an object stays as it was last accepted";
        readonly meaning: "Its file has an error now. As with an API server, a change that cannot be accepted changes nothing: the object stays in effect as it was before the edit.";
        readonly fix: "Correct the error in the file, or remove the object from it cleanly.";
    };
    readonly WM1013: {
        readonly severity: "warning";
        readonly title: "folders cannot be watched";
        readonly meaning: "The system refuses to watch them, mostly because too many are watched. They are looked at every second.";
        readonly fix: "Raise the limit of the system; on Linux it is fs.inotify.max_user_watches.";
    };
};
/** A code of the catalogue. */
export type DiagnosticCode = keyof typeof catalogue;
