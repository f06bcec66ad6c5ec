import { describe, expect, it } from "@jest/globals";
import {
  type AnyMessage,
  type ConstraintViolation,
  constraintViolations,
  envoy,
  type MessageName,
  type MessageTypes,
} from "../protos.js";
import { listener } from "./testing/listener.js";

interface Case<N extends MessageName = MessageName> {
  readonly what: string;
  readonly type: N;
  readonly message: MessageTypes[N];
  readonly broken: readonly ConstraintViolation[];
}

function aCase<N extends MessageName>(it: Case<N>): Case {
  return it as unknown as Case;
}

describe("constraintViolations()", () => {
  it("finds nothing in a message that Envoy takes", () => {
    const type = "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager";
    const typedConfig: AnyMessage = {
      type,
      value: { statPrefix: "in", rds: { routeConfigName: "r", configSource: { ads: {} } } },
    };
    const { filterChains: _, ...skeleton } = listener;
    const withRoutes = { ...skeleton, filterChains: [{ filters: [{ name: "hcm", typedConfig }] }] };
    expect(constraintViolations("envoy.config.listener.v3.Listener", withRoutes)).toEqual([]);
  });

  it.each<Case>([
    aCase({
      what: "text that must not be empty, deep in an Any",
      type: "envoy.config.listener.v3.Listener",
      message: {
        filterChains: [
          {
            filters: [
              {
                name: "tcp",
                typedConfig: {
                  type: "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy",
                  value: { cluster: "c" },
                },
              },
            ],
          },
        ],
      },
      broken: [{ path: "filter_chains[0].filters[0].typed_config.stat_prefix", rule: "min_len: 1" }],
    }),
    aCase({
      what: "a oneof of which one member must be set",
      type: "envoy.config.route.v3.Route",
      message: { match: {}, route: { cluster: "c" } },
      broken: [
        {
          path: "match",
          rule: expect.stringMatching(/^one of prefix, path, .*path_separated_prefix/) as unknown as string,
        },
      ],
    }),
    aCase({
      what: "a field that must be there",
      type: "envoy.config.route.v3.Route",
      message: { redirect: {} },
      broken: [{ path: "match", rule: "required" }],
    }),
    aCase({
      what: "a duration that must be longer",
      type: "envoy.config.cluster.v3.Cluster",
      message: { name: "c", connectTimeout: {} },
      broken: [{ path: "connect_timeout", rule: "gt: 0s" }],
    }),
    aCase({
      what: "a number in a wrapper",
      type: "envoy.config.cluster.v3.Cluster",
      message: {
        name: "c",
        perConnectionBufferLimitBytes: { value: 0 },
        loadAssignment: { clusterName: "c", policy: { overprovisioningFactor: { value: 0 } } },
      },
      broken: [{ path: "load_assignment.policy.overprovisioning_factor", rule: "gt: 0" }],
    }),
    aCase({
      what: "a number out of range",
      type: "envoy.config.listener.v3.Listener",
      message: { address: { socketAddress: { address: "127.0.0.1", portValue: 65536 } } },
      broken: [{ path: "address.socket_address.port_value", rule: "lte: 65535" }],
    }),
    aCase({
      what: "a port of no kind, and an empty address",
      type: "envoy.config.listener.v3.Listener",
      message: { address: { socketAddress: {} } },
      broken: [
        { path: "address.socket_address", rule: "one of port_value, named_port" },
        { path: "address.socket_address.address", rule: "min_len: 1" },
      ],
    }),
    aCase({
      what: "an enum value that does not exist",
      type: "envoy.config.cluster.v3.Cluster",
      message: { name: "c", lbPolicy: 99 as never },
      broken: [{ path: "lb_policy", rule: "defined_only: true" }],
    }),
    aCase({
      what: "a line break in a header's name or value",
      type: "envoy.config.route.v3.RouteConfiguration",
      message: {
        requestHeadersToAdd: [{ header: { key: "x\ny", value: "a\nb" } }, { header: { key: "x-y", value: "a b" } }],
      },
      broken: [
        { path: "request_headers_to_add[0].header.key", rule: "well_known_regex: HTTP_HEADER_NAME" },
        { path: "request_headers_to_add[0].header.value", rule: "well_known_regex: HTTP_HEADER_VALUE" },
      ],
    }),
    aCase({
      what: "a list that is too short, and an empty element",
      type: "envoy.config.route.v3.RouteConfiguration",
      message: {
        virtualHosts: [
          { name: "v", domains: [] },
          { name: "w", domains: ["a", ""], requestHeadersToRemove: [""] },
        ],
      },
      broken: [
        { path: "virtual_hosts[0].domains", rule: "min_items: 1" },
        { path: "virtual_hosts[1].request_headers_to_remove[0]", rule: "min_len: 1" },
      ],
    }),
    aCase({
      what: "a policy without permissions, under its name",
      type: "envoy.extensions.filters.http.rbac.v3.RBAC",
      message: { rules: { policies: { "a.b": { principals: [{ any: true }] } } } },
      broken: [{ path: 'rules.policies["a.b"].permissions', rule: "min_items: 1" }],
    }),
    aCase({
      what: "a rule that is only ever true",
      type: "envoy.extensions.filters.http.rbac.v3.RBAC",
      message: { rules: { policies: { p: { principals: [{ any: false }], permissions: [{ any: true }] } } } },
      broken: [{ path: 'rules.policies["p"].principals[0].any', rule: "const: true" }],
    }),
    aCase({
      what: "a map with an empty key",
      type: "envoy.config.core.v3.TypedExtensionConfig",
      message: {
        name: "n",
        typedConfig: { type: "envoy.config.listener.v3.Listener", value: { metadata: { filterMetadata: { "": {} } } } },
      },
      broken: [{ path: 'typed_config.metadata.filter_metadata[""]', rule: "min_len: 1" }],
    }),
  ])("finds $what", ({ type, message, broken }) => {
    expect(constraintViolations(type, message)).toEqual(broken);
  });

  it("knows the enums of the generated constants", () => {
    const { LbPolicy } = envoy.config.cluster.v3.Cluster;
    expect(constraintViolations("envoy.config.cluster.v3.Cluster", { name: "c", lbPolicy: LbPolicy.MAGLEV })).toEqual(
      [],
    );
  });
});
