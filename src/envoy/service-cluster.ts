import { envoy, type TypedMessage } from "../../generated/envoy.js";
import type { Destination, Endpoint } from "../ir/destination.js";
import { type GeneratedOf, resourceTypes } from "./generated.js";
import { connectOriginate, endpointMetadata, hostPort, httpClusterName, portName } from "./names.js";
import { constant, duration, fromAds, internalHop, noCircuitBreakers, struct } from "./settings.js";

type ClusterResource = GeneratedOf<typeof resourceTypes.cluster>;

/**
 * Applications close idle keep-alive connections when they like (Node after 5 s), and a request that meets the close is
 * lost. Another stream in the tunnel costs next to nothing, so give idle connections up first.
 */
const upstreamIdleMs = 4_000;

/**
 * Where requests for a destination go. A `tcp` destination has two clusters on the same endpoints: its own, and one
 * under the name that HTTP routes use, which is needed only if a route refers to it.
 */
export function serviceClusters(destination: Destination): readonly ClusterResource[] {
  const own = portName(destination);
  const names = [...new Set([own, httpClusterName(destination.id)])];
  return names.map((name) => ({
    type: resourceTypes.cluster,
    name,
    message: serviceCluster(name, destination),
    requires: [{ type: resourceTypes.loadAssignment, name: own }],
  }));
}

/** The endpoints of a destination. A pod without identity stays in it and is never believed. */
export function loadAssignment(destination: Destination): GeneratedOf<typeof resourceTypes.loadAssignment> {
  const name = portName(destination);
  const localities = [...new Set(destination.endpoints.map((endpoint) => endpoint.locality ?? ""))].sort();
  return {
    type: resourceTypes.loadAssignment,
    name,
    message: {
      clusterName: name,
      endpoints: localities.map((locality) => ({
        ...(locality !== "" && { locality: localityOf(locality) }),
        lbEndpoints: destination.endpoints.filter((it) => (it.locality ?? "") === locality).map(lbEndpoint),
      })),
    },
    requires: [],
  };
}

const toPods = internalHop([endpointMetadata.originalDestination, endpointMetadata.peer]);

function serviceCluster(name: string, destination: Destination): envoy.config.cluster.v3.Cluster {
  const serviceName = portName(destination);
  return {
    name,
    type: envoy.config.cluster.v3.Cluster.DiscoveryType.EDS,
    edsClusterConfig: {
      edsConfig: { ...fromAds, initialFetchTimeout: { seconds: 2 } },
      ...(serviceName !== name && { serviceName }),
    },
    lbPolicy: envoy.config.cluster.v3.Cluster.LbPolicy.LEAST_REQUEST,
    connectTimeout: { seconds: 2 },
    circuitBreakers: noCircuitBreakers,
    typedExtensionProtocolOptions: {
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": httpOptions(destination),
    },
    transportSocket: toPods,
  };
}

function httpOptions(destination: Destination): TypedMessage {
  return destination.protocol === "http2" ? http2Options : http1Options;
}

const http1Options = optionsFor({ httpProtocolOptions: {} });
const http2Options = optionsFor({ http2ProtocolOptions: {} });

function optionsFor(
  explicitHttpConfig: envoy.extensions.upstreams.http.v3.HttpProtocolOptions["explicitHttpConfig"],
): TypedMessage {
  return constant({
    type: "envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
    value: { commonHttpProtocolOptions: { idleTimeout: duration(upstreamIdleMs) }, explicitHttpConfig },
  });
}

function lbEndpoint(endpoint: Endpoint): envoy.config.endpoint.v3.LbEndpoint {
  const weight = { loadBalancingWeight: { value: endpoint.weight } };
  if (endpoint.tunnel === "none") {
    return {
      endpoint: { address: { socketAddress: { address: endpoint.address, portValue: endpoint.port } } },
      ...weight,
    };
  }
  const pod = hostPort(endpoint.address, endpoint.port);
  return {
    endpoint: { address: { envoyInternalAddress: { serverListenerName: connectOriginate, endpointId: pod } } },
    metadata: {
      filterMetadata: {
        [endpointMetadata.originalDestination]: struct({ local: pod }),
        // Absent, connect_originate asks for the name "-", which no certificate has.
        ...(endpoint.identity !== undefined && { [endpointMetadata.peer]: struct({ san: endpoint.identity }) }),
      },
    },
    ...weight,
  };
}

function localityOf(text: string): envoy.config.core.v3.Locality {
  const [region = "", zone = ""] = text.split("/");
  return { region, ...(zone !== "" && { zone }) };
}
