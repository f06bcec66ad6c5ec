/*
 * The arrows of ARCHITECTURE.md. Left of `ir` nobody knows Envoy; right of it nobody knows Kubernetes.
 * `npm run check:arrows` holds the code to it; every comment says what to do instead.
 */
const tests = "\\.test\\.ts$|^src/[^/]+/testing/";

/** A room and the rooms it may import; anything else of ours is refused. */
function room(name, allowed, instead) {
  return {
    name: `room-${name}`,
    comment: instead,
    severity: "error",
    from: { path: `^src/${name}/`, pathNot: tests },
    to: { path: "^src/", pathNot: [`^src/${name}/`, ...allowed.map((other) => `^src/${other}`)] },
  };
}

function onlyFrom({ name, packages, files, instead }) {
  return {
    name,
    comment: instead,
    severity: "error",
    from: { path: "^src/", pathNot: [tests, ...files] },
    to: { path: packages },
  };
}

module.exports = {
  forbidden: [
    room("diagnostics", [], "diagnostics is the ground floor: hand it plain values instead of importing a room."),
    room(
      "model",
      // A Secret's values redact themselves.
      ["diagnostics/", "identity/secret\\.ts$"],
      "model holds input resources only. Rules about several objects belong in binding or validation.",
    ),
    room(
      "sources",
      ["model/", "diagnostics/"],
      "a source yields resources and diagnostics; what they mean is decided in binding and lowering.",
    ),
    room(
      "validation",
      ["model/", "binding/", "lowering/", "ir/", "diagnostics/"],
      "a rule looks at resources, at bindings and at what they are lowered to, never at Envoy.",
    ),
    room("binding", ["model/", "diagnostics/"], "binding answers who serves whom; it must not know the IR or Envoy."),
    room(
      "ir",
      ["diagnostics/"],
      "the waist imports only Origin. If the IR needs an input type, lower that type to a fact first.",
    ),
    room(
      "lowering",
      ["binding/", "model/", "ir/", "diagnostics/"],
      "lowering turns bindings into IR. An Envoy word here belongs in envoy/.",
    ),
    room(
      "envoy",
      ["ir/", "diagnostics/"],
      "Envoy generators read the IR only. If a fact is missing, add it to ir/ and lower it.",
    ),
    room("ztunnel", ["ir/", "diagnostics/"], "ztunnel generators read the IR only."),
    room("explain", ["ir/", "diagnostics/"], "explain evaluates the IR, so that it judges what Envoy judges."),
    room(
      "mesh-tests",
      ["explain/", "ir/", "model/", "sources/", "serving/explained-mesh\\.ts$", "diagnostics/"],
      "mesh tests ask explain what becomes of a request. Real proxies are asked by the runtime, which hands in what it saw.",
    ),
    room(
      "diff",
      [
        "explain/",
        "ir/",
        "model/",
        "diagnostics/",
        "lowering/mesh-keys\\.ts$",
        "translate\\.ts$",
        "xds/resource\\.ts$",
      ],
      "diff compares two meshes that were read: reading them is diff.ts's, and what becomes of a request is asked of explain.",
    ),
    room(
      "translation",
      [
        "binding/",
        "lowering/",
        "ir/",
        "envoy/",
        "model/",
        "diagnostics/",
        "incremental\\.ts$",
        "protos\\.ts$",
        "xds/resource\\.ts$",
        "identity/spiffe\\.ts$",
      ],
      "translation cuts the middle into memo cells: no file, no socket, no certificate. Those are facts: take them as values.",
    ),
    room(
      "serving",
      [
        "translation/",
        "translate\\.ts$",
        "control-plane-types\\.ts$",
        "binding/",
        "model/",
        "ir/",
        "diagnostics/",
        "envoy/",
        "incremental\\.ts$",
        "protos\\.ts$",
        "sources/",
        "identity/",
        "keys/",
        "wasm/fetch/",
        "lowering/plugin(s|-configuration)\\.ts$",
        "lowering/mesh-keys\\.ts$",
        "explain/explain\\.ts$",
        "xds/",
      ],
      "serving holds the parts of the control plane's loop: nobody below it may run one, and it knows no process and no command line.",
    ),
    room("xds", ["protos\\.ts$"], "xds knows bytes and names only; what they mean is none of its business."),
    room(
      "identity",
      ["protos\\.ts$", "diagnostics/"],
      "identity knows SPIFFE ids, keys and certificates; who gets one is decided by its caller.",
    ),
    room(
      "keys",
      ["fetching/", "diagnostics/"],
      "keys fetches key sets and keeps them; who wants which is said by its caller.",
    ),
    room("fetching", [], "fetching asks servers and keeps nothing; what for is its caller's."),
    room(
      "wasm",
      ["fetching/", "diagnostics/"],
      "wasm fetches, inspects and hosts modules; delivery is lowering's and envoy's.",
    ),
    room(
      "wasm-lab",
      ["wasm/host/", "runtime/envoy-process\\.ts$", "runtime/process-guard\\.ts$"],
      "plugin authors load the lab: it runs the host and one Envoy, and knows nothing of meshes.",
    ),
    room(
      "status",
      ["binding/", "model/", "diagnostics/"],
      "conditions are derived from bindings and diagnostics, never from Envoy configuration.",
    ),
    room("runtime", ["(?!cli/)"], "the runtime is started by the command line, never the other way round."),
    {
      name: "wasm-host-alone",
      comment: "Plugin authors load the host alone: it may know what modules are, and nothing else of ours.",
      severity: "error",
      from: { path: "^src/wasm/host/", pathNot: tests },
      to: { path: "^src/", pathNot: "^src/wasm/(host/|abi\\.ts|binary\\.ts|inspect\\.ts)" },
    },
    onlyFrom({
      name: "protobufjs-one-door",
      packages: "node_modules/protobufjs",
      files: ["^src/protos/"],
      instead: "protos.ts is the only door to protobufjs: use encode, decode, toJson or fromJson of it.",
    }),
    onlyFrom({
      name: "grpc-one-door",
      packages: "node_modules/@grpc/grpc-js",
      files: ["^src/xds/server[-a-z]*\\.ts$", "^src/identity/certificate-service\\.ts$"],
      instead: "only the xDS server speaks gRPC; hand it snapshots.",
    }),
    onlyFrom({
      name: "kubernetes-lazily",
      packages: "node_modules/@kubernetes/client-node",
      files: ["^src/sources/kubernetes\\.ts$", "^src/status/writer\\.ts$"],
      instead: "the Kubernetes client costs 100 MB: only these files may load it, and lazily.",
    }),
    {
      name: "pure-middle",
      comment:
        "The middle is a pure function: read files, clocks and sockets at the rims (sources, runtime, control-plane) and hand in values.",
      severity: "error",
      from: {
        path: "^src/(model|binding|lowering|ir|envoy|translation|ztunnel|explain|diff)/|^src/(translate|incremental)\\.ts$",
        pathNot: tests,
      },
      // `module`: a library that most runs do not need is loaded when the first one does.
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?(net|crypto|url|module)$" },
    },
    {
      name: "no-cycles",
      comment: "Two files that need each other are one thought or need a third: move the shared piece out.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^generated/" },
  },
};
