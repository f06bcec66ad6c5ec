import { experimental, type ServerCredentials } from "@grpc/grpc-js";

/** PEM texts. With `clientCa`, only clients with a certificate of that authority are let in. */
export interface ServerTls {
  readonly cert: string;
  readonly key: string;
  readonly clientCa?: string;
}

type Listener<U> = (update: U | null) => void;
interface Identity {
  readonly certificate: Buffer;
  readonly privateKey: Buffer;
}
interface Authority {
  readonly caCertificate: Buffer;
}

/** Server credentials whose certificate may be renewed while the server runs. */
export class RotatingTls {
  readonly credentials: ServerCredentials;
  readonly #asksClients: boolean;
  readonly #identityListeners = new Set<Listener<Identity>>();
  readonly #authorityListeners = new Set<Listener<Authority>>();
  #current: ServerTls;

  constructor(tls: ServerTls) {
    this.#current = tls;
    this.#asksClients = tls.clientCa !== undefined;
    // Listeners hear the first value later: grpc-js adds the server that must hear of it only after them.
    const provider = {
      addCaCertificateListener: (listener: Listener<Authority>): void => {
        this.#authorityListeners.add(listener);
        queueMicrotask(() => listener(this.#authority()));
      },
      removeCaCertificateListener: (listener: Listener<Authority>): unknown =>
        this.#authorityListeners.delete(listener),
      addIdentityCertificateListener: (listener: Listener<Identity>): void => {
        this.#identityListeners.add(listener);
        queueMicrotask(() => listener(this.#identity()));
      },
      removeIdentityCertificateListener: (listener: Listener<Identity>): unknown =>
        this.#identityListeners.delete(listener),
    };
    // grpc-js 1.14 hands its first argument (named for the authority) on as the identity: one provider for both is
    // right whichever way round, and without client certificates the first is the only one.
    this.credentials = experimental.createCertificateProviderServerCredentials(
      provider,
      this.#asksClients ? provider : null,
      this.#asksClients,
    );
  }

  /** Throws if client authentication would be switched on or off: a listening socket cannot change that. */
  update(tls: ServerTls): void {
    if ((tls.clientCa !== undefined) !== this.#asksClients) throw new Error("client authentication cannot be switched");
    this.#current = tls;
    for (const listener of this.#authorityListeners) listener(this.#authority());
    for (const listener of this.#identityListeners) listener(this.#identity());
  }

  #identity(): Identity {
    return { certificate: Buffer.from(this.#current.cert), privateKey: Buffer.from(this.#current.key) };
  }

  #authority(): Authority {
    return { caCertificate: Buffer.from(this.#current.clientCa ?? "") };
  }
}
