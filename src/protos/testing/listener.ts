import { type AnyMessage, envoy } from "../../../generated/envoy.js";
import type { JsonValue } from "../json.js";

type Listener = envoy.config.listener.v3.Listener;
const { RBAC } = envoy.config.rbac.v3;

export const router: AnyMessage = { type: "envoy.extensions.filters.http.router.v3.Router", value: {} };

export const policy: envoy.extensions.filters.http.rbac.v3.RBAC = {
  rules: {
    action: RBAC.Action.DENY,
    policies: {
      "shop/no-strangers": {
        permissions: [{ any: true }],
        principals: [
          {
            filterState: {
              key: "io.istio.peer_principal",
              stringMatch: { exact: "spiffe://mesh/ns/a/sa/b", ignoreCase: true },
            },
          },
        ],
      },
    },
  },
};

export const rbac: AnyMessage = { type: "envoy.extensions.filters.http.rbac.v3.RBAC", value: policy };

/** A listener whose connection manager holds a policy: three messages deep in Anys. */
export const listener: Listener = {
  name: "inbound",
  internalListener: {},
  filterChains: [
    {
      filters: [
        {
          name: "hcm",
          typedConfig: {
            type: "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            value: {
              statPrefix: "inbound",
              streamIdleTimeout: { seconds: 300, nanos: 5_000_000 },
              httpFilters: [
                { name: "rbac", typedConfig: rbac },
                { name: "router", typedConfig: router },
              ],
            },
          },
        },
      ],
    },
  ],
};

export const listenerJson: JsonValue = {
  name: "inbound",
  filter_chains: [
    {
      filters: [
        {
          name: "hcm",
          typed_config: {
            "@type":
              "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            stat_prefix: "inbound",
            http_filters: [
              {
                name: "rbac",
                typed_config: {
                  "@type": "type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC",
                  rules: {
                    action: "DENY",
                    policies: {
                      "shop/no-strangers": {
                        permissions: [{ any: true }],
                        principals: [
                          {
                            filter_state: {
                              key: "io.istio.peer_principal",
                              string_match: { exact: "spiffe://mesh/ns/a/sa/b", ignore_case: true },
                            },
                          },
                        ],
                      },
                    },
                  },
                },
              },
              {
                name: "router",
                typed_config: { "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router" },
              },
            ],
            stream_idle_timeout: "300.005s",
          },
        },
      ],
    },
  ],
  internal_listener: {},
};
