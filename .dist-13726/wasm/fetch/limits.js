/** The largest module that is read, and the largest layer, packed and unpacked. The largest in use have a few megabytes. */
export const mostModuleBytes = 32 * 1024 * 1024;
/** How long one request may take. */
export const requestTimeoutMs = 30_000;
//# sourceMappingURL=limits.js.map