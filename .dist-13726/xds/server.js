import { Server, ServerCredentials } from "@grpc/grpc-js";
import { decodeDeltaRequest, decodeSotwRequest } from "./codec.js";
import { delta } from "./delta.js";
import { Connection, } from "./server-connection.js";
import { RotatingTls } from "./server-tls.js";
import { sotw } from "./sotw.js";
/** Serves both variants of envoy.service.discovery.v3.AggregatedDiscoveryService. Rejects if it cannot listen. */
export async function startXdsServer(options) {
    const server = new Server({
        "grpc.max_receive_message_length": options.maxMessageBytes ?? 16 * 1_048_576,
        "grpc.keepalive_time_ms": options.keepaliveMs ?? 30_000,
        "grpc.keepalive_timeout_ms": options.keepaliveTimeoutMs ?? 10_000,
        "grpc.keepalive_permit_without_calls": 1,
    });
    const connections = serve(server, options);
    const tls = options.credentials === undefined ? undefined : new RotatingTls(options.credentials);
    const credentials = tls?.credentials ?? ServerCredentials.createInsecure();
    const port = await new Promise((resolve, reject) => {
        server.bindAsync(options.address, credentials, (error, bound) => (error === null ? resolve(bound) : reject(error)));
    });
    return {
        port,
        updateCredentials(next) {
            if (tls === undefined)
                throw new Error("a plaintext server has no certificate");
            tls.update(next);
        },
        close: (graceMs) => shutDown(server, connections, graceMs),
    };
}
/** Answers the two methods; the set returned holds the connections that are open. */
function serve(server, options) {
    const { cache, resolveNode, onEvent } = options;
    const shared = { cache, resolveNode, delivery: options, ...(onEvent && { onEvent }) };
    const connections = new Set();
    const track = (open) => {
        const connection = open(() => connections.delete(connection));
        connections.add(connection);
    };
    const forSotw = { dialect: sotw, decode: decodeSotwRequest };
    const forDelta = { dialect: delta, decode: decodeDeltaRequest };
    server.addService(aggregatedDiscovery, {
        StreamAggregatedResources: (call) => track((onEnd) => new Connection(call, forSotw, { options: shared, onEnd })),
        DeltaAggregatedResources: (call) => track((onEnd) => new Connection(call, forDelta, { options: shared, onEnd })),
    });
    return connections;
}
// tryShutdown waits for open streams, and ADS streams never end by themselves.
async function shutDown(server, connections, graceMs) {
    for (const connection of [...connections])
        connection.shutDown();
    await new Promise((resolve) => {
        const cut = setTimeout(() => server.forceShutdown(), graceMs);
        server.tryShutdown(() => {
            clearTimeout(cut);
            resolve();
        });
    });
}
const bytesAsTheyAre = {
    requestStream: true,
    responseStream: true,
    requestSerialize: (bytes) => bytes,
    requestDeserialize: (bytes) => bytes,
    responseSerialize: (bytes) => bytes,
    responseDeserialize: (bytes) => bytes,
};
const service = "/envoy.service.discovery.v3.AggregatedDiscoveryService";
const aggregatedDiscovery = {
    StreamAggregatedResources: { path: `${service}/StreamAggregatedResources`, ...bytesAsTheyAre },
    DeltaAggregatedResources: { path: `${service}/DeltaAggregatedResources`, ...bytesAsTheyAre },
};
//# sourceMappingURL=server.js.map