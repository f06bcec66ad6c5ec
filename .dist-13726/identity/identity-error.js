/**
 * The operator gave keys or certificates that cannot be used. The message says what is wrong with which file, the
 * advice what to do; without an authority nothing can be served, so this ends the start instead of becoming a diagnostic.
 */
export class IdentityError extends Error {
    name = "IdentityError";
    advice;
    constructor(message, advice) {
        super(message);
        this.advice = advice;
    }
}
//# sourceMappingURL=identity-error.js.map