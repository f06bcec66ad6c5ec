/** The configuration of an Envoy for labs: one listener a lab, its plugins as wasm filters, one upstream for all. */
import { resolve } from "node:path";
import { type Lab, type LabPlugin, virtualMachineId } from "./lab.js";

/** A static bootstrap, in Envoy's JSON. */
export function labBootstrap(
  labs: readonly Lab[],
  ports: {
    readonly upstreamPort: number;
    readonly clusterPorts: ReadonlyMap<string, number>;
    readonly grpcPorts?: ReadonlyMap<string, number>;
  },
): object {
  return {
    admin: { address: socketAddress(0) },
    static_resources: {
      listeners: labs.map((lab, number) => listener(lab, number)),
      clusters: [
        cluster("lab-upstream", ports.upstreamPort),
        ...[...ports.clusterPorts].map(([name, port]) => cluster(name, port)),
        ...[...(ports.grpcPorts ?? [])].map(([name, port]) => cluster(name, port, http2)),
      ],
    },
  };
}

function listener(lab: Lab, number: number): object {
  const typed = {
    "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
    stat_prefix: `lab_${number}`,
    http_protocol_options: { enable_trailers: true },
    route_config: {
      virtual_hosts: [
        {
          name: "all",
          domains: ["*"],
          routes: routesOf(lab, number),
        },
      ],
    },
    http_filters: [
      ...(lab.metadata === undefined ? [] : [metadataFilter(lab.metadata)]),
      ...lab.plugins.map((plugin, index) => wasmFilter(plugin, { number, index })),
      {
        name: "router",
        typed_config: { "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router" },
      },
    ],
  };
  return {
    name: `lab-${number}`,
    address: socketAddress(0),
    filter_chains: [{ filters: [{ name: "http", typed_config: typed }] }],
  };
}

function routesOf({ routes = [] }: Lab, number: number): object[] {
  const route = { cluster: "lab-upstream", timeout: "10s" };
  const lab = { header: { key: "x-lab", value: String(number) } };
  return [
    ...routes.map(({ name, header, value }) => ({
      match: { prefix: "/", headers: [{ name: header, string_match: { exact: value } }] },
      route,
      request_headers_to_add: [lab, { header: { key: "x-lab-route", value: name } }],
    })),
    { match: { prefix: "/" }, route, request_headers_to_add: [lab] },
  ];
}

function metadataFilter(metadata: NonNullable<Lab["metadata"]>): object {
  const type = "type.googleapis.com/envoy.extensions.filters.http.set_metadata.v3.Config";
  const entries = Object.entries(metadata).map(([namespace, value]) => ({ metadata_namespace: namespace, value }));
  return { name: "metadata", typed_config: { "@type": type, metadata: entries } };
}

function wasmFilter(plugin: LabPlugin, { number, index }: { readonly number: number; readonly index: number }): object {
  const { module, configuration = "", rootId = "", vmId, env, failurePolicy = "closed" } = plugin;
  const text = typeof configuration === "string" ? configuration : JSON.stringify(configuration);
  const config = {
    name: `lab-${number}-${index}`,
    root_id: rootId,
    configuration: { "@type": "type.googleapis.com/google.protobuf.StringValue", value: text },
    failure_policy: `FAIL_${failurePolicy.toUpperCase()}`,
    ...(plugin.allowOnHeadersStopIteration === true && { allow_on_headers_stop_iteration: true }),
    vm_config: {
      vm_id: virtualMachineId(number, vmId),
      runtime: "envoy.wasm.runtime.v8",
      code: { local: { filename: resolve(module) } },
      ...(env !== undefined && { environment_variables: { key_values: env } }),
    },
  };
  const type = "type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm";
  return { name: `wasm-${index}`, typed_config: { "@type": type, config } };
}

const httpOptions = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
const options = (explicit: object): object => ({
  "@type": `type.googleapis.com/${httpOptions}`,
  explicit_http_config: explicit,
});
const trailersToo = options({ http_protocol_options: { enable_trailers: true } });
const http2 = options({ http2_protocol_options: {} });

function cluster(name: string, port: number, protocol: object = trailersToo): object {
  const endpoint = { endpoint: { address: socketAddress(port) } };
  return {
    name,
    type: "STATIC",
    connect_timeout: "1s",
    typed_extension_protocol_options: { [httpOptions]: protocol },
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [endpoint] }] },
  };
}

function socketAddress(port: number): object {
  return { socket_address: { address: "127.0.0.1", port_value: port } };
}
