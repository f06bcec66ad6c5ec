import { describe, expect, it } from "@jest/globals";
import { aNamespace, anAccount, anApp, aPolicy, aWaypoint, from, type Manifest } from "../../test/support/manifests.js";
import { changesIn, compared } from "./testing/compared.js";

const shop = [
  aNamespace("shop", "waypoint"),
  aWaypoint("shop"),
  anAccount("shop", "web"),
  aNamespace("peer"),
  anAccount("peer", "web"),
  ...anApp({ namespace: "shop", name: "reviews", replicas: 2 }),
  ...anApp({ namespace: "shop", name: "old" }),
];

const to = (operation: Manifest): Manifest => ({ to: [{ operation }] });
const deny = (...rules: readonly Manifest[]): Manifest =>
  aPolicy("shop/no", { action: "DENY", service: "reviews", rules });
const allow = (...rules: readonly Manifest[]): Manifest =>
  aPolicy("shop/yes", { action: "ALLOW", service: "reviews", rules });

function route(...rules: readonly Manifest[]): Manifest {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "reviews", namespace: "shop" },
    spec: { parentRefs: [{ group: "", kind: "Service", name: "reviews" }], rules },
  };
}

const backend = (name = "reviews", weight = 1): Manifest => ({ name, port: 80, weight });
const prefix = (value: string): Manifest => ({ path: { type: "PathPrefix", value } });

const changes = (base: readonly Manifest[], head: readonly Manifest[]) => changesIn(compared(shop, { base, head }));

describe("comparedMeshes()", () => {
  it.each<readonly [string, readonly Manifest[], readonly Manifest[], readonly string[]]>([
    ["a path that is denied", [], [deny(to({ paths: ["/admin"] }))], ["GET /admin from shop/old: 200 → 403"]],
    ["a denial that goes", [deny(to({ paths: ["/admin/*"] }))], [], ["GET /admin/ from shop/old: 403 → 200"]],
    ["a method", [], [deny(to({ methods: ["DELETE"] }))], ["DELETE / from shop/old: 200 → 403"]],
    [
      "everybody but one client",
      [],
      [allow(from({ principals: ["cluster.local/ns/shop/sa/web"] }))],
      ["GET / from shop/old: 200 → 403"],
    ],
    [
      "strangers only",
      [],
      [deny(from({ notNamespaces: ["shop", "peer"] }))],
      ["GET / from elsewhere/stranger: 200 → 403"],
    ],
    [
      "a header that must be there",
      [],
      [allow({ when: [{ key: "request.headers[x-team]", values: ["a*"] }] })],
      ["GET / from shop/old: 200 → 403"],
    ],
    [
      "what only a header tells",
      [],
      [deny({ when: [{ key: "request.headers[x-team]", values: ["a*"] }] })],
      ["GET / from shop/old with header x-team: a: 200 → 403"],
    ],
    [
      "an address range",
      [],
      [deny(from({ ipBlocks: ["198.51.100.0/24"] }))],
      ["GET / from shop/old with address 198.51.100.1: 200 → 403"],
    ],
    [
      "where two patterns meet",
      [deny(to({ paths: ["/a/*"] }))],
      [deny(to({ paths: ["/a/*"], notPaths: ["*.png"] }))],
      ["GET /a/.png from shop/old: 403 → 200"],
    ],
    [
      "a regular expression",
      [],
      [
        route({
          matches: [{ path: { type: "RegularExpression", value: "/v[0-9]+/(items|users)" } }],
          backendRefs: [backend()],
        }),
      ],
      ["GET / from shop/old: 200 → 404", "GET /v0/items from shop/old: 200 as before"],
    ],
    [
      "the share of a backend",
      [route({ matches: [prefix("/x")], backendRefs: [backend("reviews", 9), backend("old", 1)] })],
      [route({ matches: [prefix("/x")], backendRefs: [backend("reviews", 5), backend("old", 5)] })],
      [
        "GET /x from shop/old: 90 % 200 from shop/reviews, 10 % 200 from shop/old → 50 % 200 from shop/old, 50 % 200 from shop/reviews",
      ],
    ],
    [
      "where a redirect leads",
      [route({ filters: [{ type: "RequestRedirect", requestRedirect: { hostname: "a.example", statusCode: 302 } }] })],
      [route({ filters: [{ type: "RequestRedirect", requestRedirect: { hostname: "b.example", statusCode: 302 } }] })],
      ["GET / from shop/old: 302 to http://a.example/ → 302 to http://b.example/"],
    ],
  ])("tells of %s", (_, base, head, expected) => {
    expect(changes(base, head)).toEqual(expected.map((text) => `reviews.shop:80 ${text}`));
  });

  it("tells what is not the status: headers, limits, tries and copies", () => {
    const rule = (more: Manifest): readonly Manifest[] => [route({ backendRefs: [backend()], ...more })];
    const set = (type: string, field: string): Manifest => ({ type, [field]: { set: [{ name: "x-a", value: "1" }] } });
    const differences = (more: Manifest): readonly string[] => {
      return compared(shop, { base: rule({}), head: rule(more) }).requests.flatMap((one) => one.differences);
    };
    expect(differences({ filters: [set("RequestHeaderModifier", "requestHeaderModifier")] })).toEqual([
      'now: header x-a arrives as "1"',
    ]);
    expect(differences({ filters: [set("ResponseHeaderModifier", "responseHeaderModifier")] })).toEqual([
      'now: header x-a of the answer becomes "1"',
    ]);
    expect(differences({ timeouts: { request: "2s" } })).toEqual(["now: at most 2000 ms for all tries"]);
    expect(differences({ retry: { codes: [503], attempts: 2 } })).toEqual(["now: tried again up to 2 times after 503"]);
    const mirror = { type: "RequestMirror", requestMirror: { backendRef: { name: "old", port: 80 } } };
    expect(differences({ filters: [mirror] })).toEqual(["now: copied to old.shop.svc.cluster.local:80"]);
  });

  it("says nothing about requests that end alike, however differently it is written", () => {
    expect(changes([deny(to({ paths: ["/a", "/b"] }))], [deny(to({ paths: ["/b"] }), to({ paths: ["/a"] }))])).toEqual(
      [],
    );
    expect(
      changes(
        [deny(to({ methods: ["GET"] }), to({ paths: ["/a"] }))],
        [deny(to({ paths: ["/a"] }), to({ methods: ["GET"] }))],
      ),
    ).toEqual([]);
    const twice = [route({ name: "one", backendRefs: [backend()] })];
    expect(changes(twice, [route({ name: "other", backendRefs: [backend()] })])).toEqual([]);
  });

  it("says nothing about requests where only the number of replicas differs, but of the waypoint", () => {
    const { requests, waypoints, objects } = compared(
      shop.filter(({ kind, metadata }) => kind !== "Deployment" || (metadata as { name: string }).name !== "reviews"),
      {
        base: anApp({ namespace: "shop", name: "reviews", replicas: 2 }).slice(2),
        head: anApp({ namespace: "shop", name: "reviews", replicas: 3 }).slice(2),
      },
    );
    expect(requests).toEqual([]);
    expect(objects).toMatchObject([
      { object: "Deployment shop/reviews", fields: [{ path: "spec.replicas", base: 2, head: 3 }] },
    ]);
    expect(waypoints).toMatchObject([
      { waypoint: "shop/waypoint", types: [{ type: "ClusterLoadAssignment", changed: 1 }] },
    ]);
  });

  it("tells of a service that comes and of one that goes", () => {
    const late = anApp({ namespace: "shop", name: "late" });
    expect(changesIn(compared(shop, { head: late }))).toEqual([
      "late.shop:80 GET / from shop/old: connection refused (404) → 200",
    ]);
    expect(changesIn(compared(shop, { base: late }))).toEqual([
      "late.shop:80 GET / from shop/old: 200 → connection refused (404)",
    ]);
  });

  it("tells of services behind which another one changes", () => {
    const far = [aNamespace("far", "waypoint"), aWaypoint("far"), ...anApp({ namespace: "far", name: "stock" })];
    const grant = {
      apiVersion: "gateway.networking.k8s.io/v1beta1",
      kind: "ReferenceGrant",
      metadata: { name: "shop", namespace: "far" },
      spec: {
        from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "shop" }],
        to: [{ group: "", kind: "Service" }],
      },
    };
    const onward = route({
      matches: [prefix("/stock")],
      filters: [{ type: "URLRewrite", urlRewrite: { path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/" } } }],
      backendRefs: [{ name: "stock", namespace: "far", port: 80 }],
    });
    const guard = aPolicy("far/stock", { action: "DENY", service: "stock", rules: [to({ paths: ["/secret"] })] });
    expect(changesIn(compared([...shop, ...far, grant, onward], { head: [guard] }))).toEqual([
      "reviews.shop:80 GET /stock/secret from shop/old: 200 → 403",
      "stock.far:80 GET /secret from far/stock: 200 → 403",
    ]);
  });

  it("judges pods without a waypoint by who connects", () => {
    const plain = anApp({ namespace: "peer", name: "plain" });
    const guard = aPolicy("peer/plain", {
      action: "DENY",
      pods: { app: "plain" },
      rules: [from({ principals: ["cluster.local/ns/shop/sa/web"] })],
    });
    expect(changesIn(compared([...shop, ...plain], { head: [guard] }))).toEqual([
      "plain.peer:80 GET / from shop/web: 200 → connection refused (403)",
    ]);
  });

  it("says where the limit ended it", () => {
    const rules = ["a", "b", "c", "d"].map((name) => to({ methods: ["GET", "PUT"], paths: [`/${name}`] }));
    const head = [
      deny(...rules),
      route(...["a", "b", "c"].map((name) => ({ matches: [prefix(`/${name}`)], backendRefs: [backend("old")] }))),
    ];
    const { exploration } = compared(shop, { head, requestsPerPort: 3 });
    expect(exploration).toMatchObject({ cut: ["reviews.shop:80"], limit: 3 });
    expect(exploration.requests).toBeLessThanOrEqual(3);
    expect(compared(shop, { head }).exploration.cut).toEqual([]);
  });

  it("says which patterns it found no text for", () => {
    const head = [
      route({ matches: [{ path: { type: "RegularExpression", value: "/[[:alpha:]]+" } }], backendRefs: [backend()] }),
    ];
    expect(compared(shop, { head }).exploration.notExplored).toContain(
      "reviews.shop:80: no path was found that /[[:alpha:]]+ matches",
    );
  });
});

describe("tokens", () => {
  const authentication = (...jwtRules: readonly Manifest[]): Manifest => ({
    apiVersion: "security.istio.io/v1",
    kind: "RequestAuthentication",
    metadata: { name: "login", namespace: "shop" },
    spec: { targetRefs: [{ group: "", kind: "Service", name: "reviews" }], jwtRules },
  });
  const issuer = "https://login.example";
  const rule = (more: Manifest = {}): Manifest => ({ issuer, jwksUri: `${issuer}/keys`, ...more });

  it("are explored without keys: what they claim, whom they are for, and who signed them", () => {
    const admins = allow({ when: [{ key: "request.auth.claims[group]", values: ["admin"] }] });
    const both = allow({ when: [{ key: "request.auth.claims[group]", values: ["admin", "editor"] }] });
    expect(changes([authentication(rule()), admins], [authentication(rule()), both])).toEqual([
      'reviews.shop:80 GET / from shop/old with token of https://login.example (well signed, sub "somebody", group "editor"): 403 → 200',
    ]);
    expect(changes([authentication(rule())], [authentication(rule({ audiences: ["shop"] }))])).toEqual([
      'reviews.shop:80 GET / from shop/old with token of https://login.example (well signed, sub "somebody"): 200 → 403',
      'reviews.shop:80 GET / from shop/old with token of https://login.example (of unknown signature, sub "somebody"): 401 → 403',
    ]);
    const moved = changes([authentication(rule())], [authentication(rule({ jwksUri: `${issuer}/others` }))]);
    expect(moved.map((text) => text.slice(-9)).sort()).toEqual(["200 → 401", "401 → 200"]);
  });

  it("that were ignored and are verified now are told of", () => {
    expect(changes([], [authentication(rule())])).toEqual([
      'reviews.shop:80 GET / from shop/old with token of https://issuer.unknown.example (well signed, sub "somebody"): 200 → 401',
    ]);
  });

  it("say that key sets were not fetched", () => {
    expect(compared(shop, { head: [authentication(rule())] }).exploration.notExplored.join("\n")).toContain(
      `the key set of jwks ${issuer}/keys was not fetched`,
    );
  });
});
