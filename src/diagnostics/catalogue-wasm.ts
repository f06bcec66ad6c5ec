import type { CatalogueEntry } from "./catalogue-entry.js";

/** WM6002 and up: plugins, from the manifest to the proxy. */
export const wasmCodes = {
  WM6002: {
    severity: "error",
    title: "An extension does not say what it is",
    meaning: "A TrafficExtension must have either `wasm` or `lua`. Requests that it should see are refused.",
    fix: "Give it one of the two.",
  },
  WM6003: {
    severity: "error",
    title: "Plugins for connections are not run",
    meaning:
      "Waypoints run plugins on HTTP requests only. A plugin of `type: NETWORK` does not run; its `failStrategy` decides what happens to requests that it should see.",
    fix: "Use a plugin for HTTP, or remove the object.",
  },
  WM6004: {
    severity: "info",
    title: "A module is being fetched",
    meaning:
      "The module was not had yet, or nothing fetches it (`--no-fetch`). Until it is had, the plugin's `failStrategy` decides: `FAIL_OPEN` lets requests pass without it, the others refuse them with 503. A plugin that ran before goes on with its former module and configuration.",
    fix: "Nothing: this goes away by itself, or another finding says why not.",
  },
  WM6005: {
    severity: "error",
    title: "A module cannot be had",
    meaning:
      "Fetching the module failed. It is tried again, less and less often. Meanwhile the plugin goes on with its former module and configuration; if there is none, its `failStrategy` decides: `FAIL_OPEN` lets requests pass without it, the others refuse them with 503.",
    fix: "See what is wrong with the URL, the registry, its credentials (`imagePullSecret`) or the way to it.",
  },
  WM6006: {
    severity: "error",
    title: "A module may not be fetched from there",
    meaning:
      "Nothing is fetched from private addresses unless they are allowed, from link-local addresses at all, or by a redirect from https to http. The plugin's `failStrategy` decides what happens to requests, unless it ran before.",
    fix: "Allow the address or host with `--wasm-allow`, or correct the URL.",
  },
  WM6007: {
    severity: "error",
    title: "A module cannot be run",
    meaning:
      "What was fetched is no module, is not the one that `sha256` names, is too large, or would be refused by Envoy or end it: wrong ABI, unknown imports, a start section. No proxy is given it. The plugin goes on with its former module and configuration; if there is none, its `failStrategy` decides.",
    fix: "`waymark wasm inspect` says the same of the file; correct the module or the URL.",
  },
  WM6008: {
    severity: "warning",
    title: "A module could not be looked at again",
    meaning:
      "The plugin wants to know whether its URL holds a newer module (`imagePullPolicy: Always`), and that could not be found out. The module that was had last stays in use.",
    fix: "See what is wrong with the registry or the way to it.",
  },
  WM6009: {
    severity: "error",
    title: "A plugin's configuration does not fit its schema",
    meaning:
      "The module came with a JSON Schema of its configuration, and `pluginConfig` does not fit it. The plugin does not run with it; its `failStrategy` decides what happens to requests.",
    fix: "Correct `pluginConfig`.",
  },
  WM6010: {
    severity: "warning",
    title: "A plugin sees nothing of a TCP port",
    meaning: "Plugins see HTTP requests. What passes a port that is carried as TCP passes by them.",
    fix: "Declare the port's protocol if it speaks HTTP (`appProtocol`), or aim the plugin at other services.",
  },
  WM6011: {
    severity: "error",
    title: "A plugin has no target on a waypoint",
    meaning: "Waypoints run plugins whose `targetRefs` name something that they serve. Nobody runs this one.",
    fix: "Name a Service, a Gateway, a GatewayClass or a route with `targetRefs`.",
  },
  WM6012: {
    severity: "warning",
    title: "A plugin asks for the traffic of clients",
    meaning: "A waypoint stands before servers: `mode: CLIENT` matches nothing there.",
    fix: "Use `SERVER` or `CLIENT_AND_SERVER`.",
  },
  WM6013: {
    severity: "warning",
    title: "A module's signature is not verified",
    meaning: "`verificationKey` is not in effect; the module runs whoever made it.",
    fix: "Say which module is meant with `sha256`, or by the digest of its image.",
  },
  WM6014: {
    severity: "warning",
    title: "A plugin asks for a variable of the proxy",
    meaning:
      "`valueFrom: HOST` would hand a part of the proxy's own environment to the module. The variable is not set.",
    fix: "Give the value in the object.",
  },
  WM6015: {
    severity: "warning",
    title: "The schema of a module cannot be read",
    meaning:
      "The module came with a schema of its configuration that is no JSON Schema. `pluginConfig` is not checked.",
    fix: "Correct the schema, or leave it out.",
  },
  WM6016: {
    severity: "error",
    title: "A pull secret cannot be used",
    meaning:
      "The Secret that `imagePullSecret` names is not in the plugin's namespace, or holds no registry credentials (`.dockerconfigjson`). Images are asked for without credentials.",
    fix: "Create the Secret with `kubectl create secret docker-registry`, or correct the name.",
  },
  WM6017: {
    severity: "error",
    title: "A proxy refuses a plugin",
    meaning:
      "Envoy could not start the module with this configuration: most often the module itself refused it, or it trapped while it started. What ran before stays in use; if there is nothing, the plugin's `failStrategy` decides.",
    fix: "The proxy's log says what the module said. Correct `pluginConfig` or the module.",
  },
  WM6019: {
    severity: "warning",
    title: "An annotation of a plugin has no effect",
    meaning:
      '`waymark.dev/hold-headers: "true"` lets a plugin see the body of a request whose headers it holds. It is for modules, and has no other value but "false".',
    fix: 'Write `"true"`, or remove the annotation.',
  },
  WM6020: {
    severity: "warning",
    title: "A plugin for a port that nobody has",
    meaning:
      "`match` is about the port that clients ask for, which is a port of the Service, not the targetPort of its pods. None of the plugin's targets has this one, so nothing that comes to it passes the plugin.",
    fix: "Name the port of the Service, or leave the match out.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
