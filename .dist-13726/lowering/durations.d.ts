/** Milliseconds of a Gateway API duration (GEP-2257: `1h30m`, `500ms`), or undefined if it is not one. */
export declare function durationMs(text: string): number | undefined;
/** Milliseconds of a protobuf duration as Go also writes it (`1.5s`, `1m30s`), rounded up; undefined if it is not one. */
export declare function protoDurationMs(text: string): number | undefined;
