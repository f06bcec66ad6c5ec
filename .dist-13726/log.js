/** Structured logs, for people and machines. */
import { pino } from "pino";
/** Names under which secrets travel. They are redacted at the top of an entry and one or two levels below. */
const secretNames = ["privateKey", "private_key", "key", "token", "password", "secret", "authorization", "cookie"];
/** A logger that writes ISO times and level names, and never the value of a field that is named like a secret. */
export function createLogger({ level, destination }) {
    return pino({
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        redact: {
            paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
            censor: "[redacted]",
        },
    }, destination ?? pino.destination({ dest: 2, sync: true }));
}
//# sourceMappingURL=log.js.map