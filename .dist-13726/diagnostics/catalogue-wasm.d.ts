/** WM6002 and up: plugins, from the manifest to the proxy. */
export declare const wasmCodes: {
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
};
