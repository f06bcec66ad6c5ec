/** The resource types of xDS, under the names that the protocol's users give them. */
export const resourceTypes = {
    cluster: "envoy.config.cluster.v3.Cluster",
    loadAssignment: "envoy.config.endpoint.v3.ClusterLoadAssignment",
    listener: "envoy.config.listener.v3.Listener",
    routes: "envoy.config.route.v3.RouteConfiguration",
    extension: "envoy.config.core.v3.TypedExtensionConfig",
    secret: "envoy.extensions.transport_sockets.tls.v3.Secret",
};
//# sourceMappingURL=generated.js.map