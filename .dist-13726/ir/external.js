/** The destinations at which the authorizers of these checks listen. */
export function authorizerDestinations(checks = []) {
    return checks.map(({ authorizer }) => authorizer.destination);
}
/** Those of them that are asked by gRPC. */
export function grpcDestinations(checks = []) {
    return authorizerDestinations(checks.filter(({ authorizer }) => authorizer.protocol.kind === "grpc"));
}
//# sourceMappingURL=external.js.map