const unitMs = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };
/** Milliseconds of a Gateway API duration (GEP-2257: `1h30m`, `500ms`), or undefined if it is not one. */
export function durationMs(text) {
    if (!/^(?:\d{1,5}(?:h|m|s|ms)){1,4}$/.test(text))
        return undefined;
    const parts = text.matchAll(/(\d+)(ms|h|m|s)/g);
    return [...parts].reduce((sum, [, count, unit]) => sum + Number(count) * unitMs[unit], 0);
}
const protoUnitMs = {
    h: 3_600_000,
    m: 60_000,
    s: 1000,
    ms: 1,
    us: 1e-3,
    µs: 1e-3,
    ns: 1e-6,
};
/** Milliseconds of a protobuf duration as Go also writes it (`1.5s`, `1m30s`), rounded up; undefined if it is not one. */
export function protoDurationMs(text) {
    if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/.test(text))
        return undefined;
    const parts = text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g);
    return Math.ceil([...parts].reduce((sum, [, amount, unit = ""]) => sum + Number(amount) * (protoUnitMs[unit] ?? 0), 0));
}
//# sourceMappingURL=durations.js.map