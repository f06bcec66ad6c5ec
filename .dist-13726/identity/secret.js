import { inspect } from "node:util";
const redacted = "[redacted]";
/**
 * A private key, token or other text that must never be printed. Logging, string building, `JSON.stringify` and
 * `util.inspect` all show `[redacted]`; the only way to the value is `reveal()`, which is easy to search for in a review.
 */
export class Secret {
    #value;
    static {
        // As a method it would have a computed name, which declaration files cannot be written for on their own.
        Object.defineProperty(Secret.prototype, inspect.custom, { value: () => redacted });
    }
    constructor(value) {
        this.#value = value;
    }
    /** The value itself. Hand it to what needs it at once; do not keep it. */
    reveal() {
        return this.#value;
    }
    toString() {
        return redacted;
    }
    toJSON() {
        return redacted;
    }
}
//# sourceMappingURL=secret.js.map