import { status } from "@grpc/grpc-js";
import { XdsRequestError } from "./stream.js";
import { uriNames } from "./subject-alt-names.js";
/** One gRPC call: requests go to a stream of the cache, its responses back, and whatever goes wrong ends this call only. */
export class Connection {
    #call;
    #variant;
    #options;
    #onEnd;
    #peer;
    #stream;
    #nodeId;
    #open = true;
    constructor(call, variant, parts) {
        this.#call = call;
        this.#variant = variant;
        this.#options = parts.options;
        this.#onEnd = parts.onEnd;
        this.#peer = peerOf(call);
        call.on("data", (bytes) => this.#take(bytes));
        call.on("drain", () => this.#stream?.drained());
        call.on("end", () => this.#end("closed by the client"));
        call.on("cancelled", () => this.#end("connection lost or cancelled"));
        call.on("error", (error) => this.#end(error.message));
    }
    /** Ends the call with a status that tells the client to come back later. */
    shutDown() {
        this.#fail(status.UNAVAILABLE, "the server is shutting down");
    }
    #take(bytes) {
        if (!this.#open)
            return;
        let decoded;
        try {
            decoded = this.#variant.decode(bytes);
        }
        catch {
            this.#fail(status.INVALID_ARGUMENT, "malformed request");
            return;
        }
        if (this.#stream !== undefined)
            this.#request(decoded.request);
        else
            this.#begin(decoded);
    }
    #begin({ node, request }) {
        if (node === undefined) {
            this.#fail(status.INVALID_ARGUMENT, "the first request of a stream must carry the node");
            return;
        }
        this.#nodeId = node.id;
        try {
            const resolution = this.#options.resolveNode(node, this.#peer);
            if (!(resolution instanceof Promise)) {
                this.#resolved(resolution, request);
                return;
            }
            // Nothing else is read until it is decided whom the requests belong to.
            this.#call.pause();
            resolution.then((decided) => {
                this.#resolved(decided, request);
                this.#call.resume();
            }, (error) => this.#failed(error));
        }
        catch (error) {
            this.#failed(error);
        }
    }
    #resolved(resolution, request) {
        if (!this.#open)
            return;
        if (typeof resolution !== "string") {
            this.#fail(resolution.as === "not-found" ? status.NOT_FOUND : status.PERMISSION_DENIED, resolution.refuse);
            return;
        }
        const { onEvent, delivery } = this.#options;
        this.#stream = this.#options.cache.open(resolution, {
            dialect: this.#variant.dialect,
            node: this.#nodeId ?? "",
            peer: this.#peer.address,
            delivery,
            send: (response) => this.#call.write(response),
            fail: (error) => this.#failed(error),
            ...(onEvent === undefined ? {} : { onEvent }),
        });
        this.#request(request);
    }
    #request(request) {
        try {
            this.#stream?.request(request);
        }
        catch (error) {
            if (error instanceof XdsRequestError)
                this.#fail(status.INVALID_ARGUMENT, error.message);
            else
                this.#failed(error);
        }
    }
    /** An error of ours: the client learns that there was one, the event says which. */
    #failed(error) {
        this.#fail(status.INTERNAL, "internal error", error instanceof Error ? error.message : String(error));
    }
    #fail(code, details, reason = details) {
        if (!this.#open)
            return;
        this.#end(reason);
        this.#call.emit("error", Object.assign(new Error(details), { code, details }));
    }
    #end(reason) {
        if (!this.#open)
            return;
        this.#open = false;
        if (this.#stream !== undefined)
            this.#stream.close(reason);
        else {
            const node = this.#nodeId === undefined ? {} : { node: this.#nodeId };
            this.#options.onEvent?.({ kind: "stream-refused", peer: this.#peer.address, reason, ...node });
        }
        this.#onEnd();
        // Harmless after a failure: whichever comes first decides the status.
        queueMicrotask(() => this.#call.end());
    }
}
function peerOf(call) {
    return {
        address: call.getPeer(),
        uris: uriNames(call.getAuthContext().sslPeerCertificate?.subjectaltname ?? ""),
        header: (name) => call.metadata.get(name)[0]?.toString(),
    };
}
//# sourceMappingURL=server-connection.js.map