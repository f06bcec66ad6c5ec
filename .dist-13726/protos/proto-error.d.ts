/** A message that cannot be read or written. */
export declare class ProtoError extends Error {
    readonly name = "ProtoError";
    /** Where, from the top of the given value: `static_resources.listeners[0].address`; empty for the value itself. */
    readonly path: string;
    /** What is wrong there, without the path. */
    readonly reason: string;
    constructor(path: string, reason: string, options?: ErrorOptions);
}
