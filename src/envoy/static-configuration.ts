import { envoy, type TypedMessage } from "../../generated/envoy.js";
import { type Generated, type GeneratedOf, type ResourceType, resourceTypes } from "./generated.js";
import { isPluginResource } from "./names.js";
import { withPluginsInPlace } from "./static-plugins.js";

type Bootstrap = envoy.config.bootstrap.v3.Bootstrap;
type Cluster = envoy.config.cluster.v3.Cluster;
type Listener = envoy.config.listener.v3.Listener;
type HttpFilter = envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
type HttpConnectionManager = envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
type SecretReference = envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
type TlsContext = envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;

/** Finds a resource by type and name. */
type Lookup = <N extends ResourceType>(type: N, name: string) => GeneratedOf<N>["message"] | undefined;

/**
 * A bootstrap that holds everything its proxy would have received: listeners with their routes and policies in place,
 * clusters with their endpoints, and the secrets by their names.
 */
export function staticConfiguration(bootstrap: Bootstrap, resources: readonly Generated[]): Bootstrap {
  const byName = new Map(resources.map((resource) => [`${resource.type} ${resource.name}`, resource]));
  const lookup: Lookup = (type, name) => byName.get(`${type} ${name}`)?.message as never;
  const { dynamicResources: _, ...rest } = bootstrap;
  const fixed = bootstrap.staticResources;
  return {
    ...rest,
    staticResources: {
      clusters: [...(fixed?.clusters ?? []), ...messages(resources, resourceTypes.cluster)].map((cluster) =>
        staticCluster(cluster, lookup),
      ),
      // Those of plugins only make a proxy ask for them.
      listeners: [...(fixed?.listeners ?? []), ...messages(resources, resourceTypes.listener)]
        .filter(({ name = "" }) => !isPluginResource(name))
        .map((listener) => staticListener(listener, lookup)),
      secrets: [...(fixed?.secrets ?? []), ...messages(resources, resourceTypes.secret)],
    },
  };
}

function messages<N extends ResourceType>(
  resources: readonly Generated[],
  type: N,
): readonly GeneratedOf<N>["message"][] {
  const found: readonly Generated[] = resources.filter((resource) => resource.type === type);
  return found.map((resource) => resource.message as GeneratedOf<N>["message"]);
}

function staticCluster(cluster: Cluster, lookup: Lookup): Cluster {
  const { edsClusterConfig, transportSocketMatches: matches, ...rest } = cluster;
  const withSecrets: Cluster = {
    ...rest,
    ...staticSocket(cluster.transportSocket),
    ...(matches !== undefined && {
      transportSocketMatches: matches.map((match) => ({ ...match, ...staticSocket(match.transportSocket) })),
    }),
  };
  if (edsClusterConfig === undefined) return withSecrets;
  const endpoints = lookup(resourceTypes.loadAssignment, edsClusterConfig.serviceName ?? cluster.name ?? "");
  return {
    ...withSecrets,
    type: envoy.config.cluster.v3.Cluster.DiscoveryType.STATIC,
    loadAssignment: { ...endpoints, clusterName: cluster.name },
  };
}

function staticListener(listener: Listener, lookup: Lookup): Listener {
  return {
    ...listener,
    filterChains: (listener.filterChains ?? []).map((chain) => ({
      ...chain,
      ...staticSocket(chain.transportSocket),
      filters: (chain.filters ?? []).map((filter) => {
        const config = typed(filter.typedConfig);
        if (config?.type !== httpConnectionManager) return filter;
        return { ...filter, typedConfig: { type: httpConnectionManager, value: staticRequests(config.value, lookup) } };
      }),
    })),
  };
}

const httpConnectionManager = "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager";

function staticRequests(manager: HttpConnectionManager, lookup: Lookup): HttpConnectionManager {
  const routeConfig = lookup(resourceTypes.routes, manager.rds?.routeConfigName ?? "");
  const { rds, ...rest } = manager;
  return {
    ...rest,
    ...(routeConfig === undefined ? rds !== undefined && { rds } : { routeConfig }),
    httpFilters: (manager.httpFilters ?? []).map((filter) => staticFilter(filter, lookup)),
  };
}

function staticFilter(filter: HttpFilter, lookup: Lookup): HttpFilter {
  if (filter.configDiscovery === undefined) return filter;
  const extension = lookup(resourceTypes.extension, filter.name ?? "");
  if (extension === undefined) return filter;
  const plugin = (name: string): typeof extension | undefined => lookup(resourceTypes.extension, name);
  return { name: filter.name, typedConfig: withPluginsInPlace(extension.typedConfig, plugin) };
}

function staticSocket(socket: envoy.config.core.v3.TransportSocket | undefined): {
  readonly transportSocket?: envoy.config.core.v3.TransportSocket;
} {
  if (socket === undefined) return {};
  const config = typed(socket.typedConfig);
  if (config?.type === downstreamTls) {
    const value = { ...config.value, commonTlsContext: staticSecrets(config.value.commonTlsContext ?? {}) };
    return { transportSocket: { ...socket, typedConfig: { type: downstreamTls, value } } };
  }
  if (config?.type === upstreamTls) {
    const value = { ...config.value, commonTlsContext: staticSecrets(config.value.commonTlsContext ?? {}) };
    return { transportSocket: { ...socket, typedConfig: { type: upstreamTls, value } } };
  }
  return { transportSocket: socket };
}

const downstreamTls = "envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext";
const upstreamTls = "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext";

/** By name, from the secrets beside: a static cluster that waits for secrets over ADS crashes Envoy. */
function staticSecrets(context: TlsContext): TlsContext {
  const here = (secret: SecretReference): SecretReference => ({ name: secret.name });
  const { tlsCertificateSdsSecretConfigs: own, validationContextSdsSecretConfig: trusted } = context;
  return {
    ...context,
    ...(own !== undefined && { tlsCertificateSdsSecretConfigs: own.map(here) }),
    ...(trusted !== undefined && { validationContextSdsSecretConfig: here(trusted) }),
  };
}

function typed(any: envoy.config.core.v3.TransportSocket["typedConfig"]): TypedMessage | undefined {
  return any !== undefined && "value" in any ? any : undefined;
}
