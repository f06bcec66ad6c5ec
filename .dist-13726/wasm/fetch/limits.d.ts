/** The largest module that is read, and the largest layer, packed and unpacked. The largest in use have a few megabytes. */
export declare const mostModuleBytes: number;
/** How long one request may take. */
export declare const requestTimeoutMs = 30000;
