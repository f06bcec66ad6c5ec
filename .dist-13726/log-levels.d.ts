/** How much is logged, loudest first. In a file of its own because `--help` names them without loading a logger. */
export declare const logLevels: readonly ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
export type LogLevel = (typeof logLevels)[number];
