/** Structured logs, for people and machines. */
import { type DestinationStream, type Logger as PinoLogger } from "pino";
import type { LogLevel } from "./log-levels.js";
/** A structured logger: `log.info({ waypoint }, "connected")`. */
export type Logger = PinoLogger;
export interface LoggerOptions {
    readonly level: LogLevel;
    /** Receives one JSON line for each entry; standard error unless given, because standard output belongs to results. */
    readonly destination?: DestinationStream;
}
/** A logger that writes ISO times and level names, and never the value of a field that is named like a secret. */
export declare function createLogger({ level, destination }: LoggerOptions): Logger;
