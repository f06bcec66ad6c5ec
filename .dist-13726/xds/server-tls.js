import { experimental } from "@grpc/grpc-js";
/** Server credentials whose certificate may be renewed while the server runs. */
export class RotatingTls {
    credentials;
    #asksClients;
    #identityListeners = new Set();
    #authorityListeners = new Set();
    #current;
    constructor(tls) {
        this.#current = tls;
        this.#asksClients = tls.clientCa !== undefined;
        // Listeners hear the first value later: grpc-js adds the server that must hear of it only after them.
        const provider = {
            addCaCertificateListener: (listener) => {
                this.#authorityListeners.add(listener);
                queueMicrotask(() => listener(this.#authority()));
            },
            removeCaCertificateListener: (listener) => this.#authorityListeners.delete(listener),
            addIdentityCertificateListener: (listener) => {
                this.#identityListeners.add(listener);
                queueMicrotask(() => listener(this.#identity()));
            },
            removeIdentityCertificateListener: (listener) => this.#identityListeners.delete(listener),
        };
        // grpc-js 1.14 hands its first argument (named for the authority) on as the identity: one provider for both is
        // right whichever way round, and without client certificates the first is the only one.
        this.credentials = experimental.createCertificateProviderServerCredentials(provider, this.#asksClients ? provider : null, this.#asksClients);
    }
    /** Throws if client authentication would be switched on or off: a listening socket cannot change that. */
    update(tls) {
        if ((tls.clientCa !== undefined) !== this.#asksClients)
            throw new Error("client authentication cannot be switched");
        this.#current = tls;
        for (const listener of this.#authorityListeners)
            listener(this.#authority());
        for (const listener of this.#identityListeners)
            listener(this.#identity());
    }
    #identity() {
        return { certificate: Buffer.from(this.#current.cert), privateKey: Buffer.from(this.#current.key) };
    }
    #authority() {
        return { caCertificate: Buffer.from(this.#current.clientCa ?? "") };
    }
}
//# sourceMappingURL=server-tls.js.map