/** The bootstrap of an Envoy that answers by itself, through a filter or through none: one listener for each variant. */

/**
 * @typedef {object} Variant
 * @property {string} name of its listener
 * @property {string} body what Envoy answers
 * @property {{ path: string, configuration: string }} [wasm]
 * @property {string} [lua] source
 */

/**
 * @param {readonly Variant[]} variants
 * @returns {string} JSON
 */
export function bootstrapOf(variants) {
  return JSON.stringify({
    admin: { address: address() },
    static_resources: { listeners: variants.map(listenerOf) },
    // A flush costs CPU now and then: not within a round.
    stats_flush_interval: "299s",
  });
}

function listenerOf({ name, body, wasm, lua }) {
  const filters = [wasm && wasmFilter(name, wasm), lua && luaFilter(lua), router].filter(Boolean);
  const manager = typed(
    "envoy.filters.network.http_connection_manager",
    "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
    {
      stat_prefix: name,
      generate_request_id: false,
      route_config: { virtual_hosts: [{ name: "all", domains: ["*"], routes: [answer(body)] }] },
      http_filters: filters,
    },
  );
  return { name, address: address(), filter_chains: [{ filters: [manager] }] };
}

function answer(body) {
  return { match: { prefix: "/" }, direct_response: { status: 200, body: { inline_string: body } } };
}

function wasmFilter(name, { path, configuration }) {
  return typed("envoy.filters.http.wasm", "envoy.extensions.filters.http.wasm.v3.Wasm", {
    config: {
      name,
      vm_config: { vm_id: name, runtime: "envoy.wasm.runtime.v8", code: { local: { filename: path } } },
      configuration: { "@type": "type.googleapis.com/google.protobuf.StringValue", value: configuration },
    },
  });
}

function luaFilter(source) {
  return typed("envoy.filters.http.lua", "envoy.extensions.filters.http.lua.v3.Lua", {
    default_source_code: { inline_string: source },
  });
}

const router = typed("envoy.filters.http.router", "envoy.extensions.filters.http.router.v3.Router", {});

function typed(name, type, fields) {
  return { name, typed_config: { "@type": `type.googleapis.com/${type}`, ...fields } };
}

function address() {
  return { socket_address: { address: "127.0.0.1", port_value: 0 } };
}
