/** Structured logs, for people and machines. */
import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";
import type { LogLevel } from "./log-levels.js";

/** A structured logger: `log.info({ waypoint }, "connected")`. */
export type Logger = PinoLogger;

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Receives one JSON line for each entry; standard error unless given, because standard output belongs to results. */
  readonly destination?: DestinationStream;
}

/** Names under which secrets travel. They are redacted at the top of an entry and one or two levels below. */
const secretNames = ["privateKey", "private_key", "key", "token", "password", "secret", "authorization", "cookie"];

/** A logger that writes ISO times and level names, and never the value of a field that is named like a secret. */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: "[redacted]",
      },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}
