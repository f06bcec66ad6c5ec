/** How much is logged, loudest first. In a file of its own because `--help` names them without loading a logger. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
//# sourceMappingURL=log-levels.js.map