/** A message that cannot be read or written. */
export class ProtoError extends Error {
    name = "ProtoError";
    /** Where, from the top of the given value: `static_resources.listeners[0].address`; empty for the value itself. */
    path;
    /** What is wrong there, without the path. */
    reason;
    constructor(path, reason, options) {
        super(path === "" ? reason : `${path}: ${reason}`, options);
        this.path = path;
        this.reason = reason;
    }
}
//# sourceMappingURL=proto-error.js.map