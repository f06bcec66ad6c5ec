/** A function that a module imports. */

/** Gets numbers (64-bit ones as bigint) and answers a status, or nothing. */
// biome-ignore lint/suspicious/noExplicitAny: each function states its own parameters; the module's types were checked.
export type HostFunction = (...args: any[]) => number | undefined;

/** Host functions by name. */
export type HostFunctions = Record<string, HostFunction>;
