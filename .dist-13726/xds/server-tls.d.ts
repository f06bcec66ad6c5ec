import { type ServerCredentials } from "@grpc/grpc-js";
/** PEM texts. With `clientCa`, only clients with a certificate of that authority are let in. */
export interface ServerTls {
    readonly cert: string;
    readonly key: string;
    readonly clientCa?: string;
}
/** Server credentials whose certificate may be renewed while the server runs. */
export declare class RotatingTls {
    #private;
    readonly credentials: ServerCredentials;
    constructor(tls: ServerTls);
    /** Throws if client authentication would be switched on or off: a listening socket cannot change that. */
    update(tls: ServerTls): void;
}
