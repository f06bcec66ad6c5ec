/** Time as a seam, so that drains are tested without waiting. */
export interface Clock {
    /** Milliseconds of a clock that never goes backwards. */
    now(): number;
    /** Runs once after so many milliseconds; the function returned calls it off. */
    after(ms: number, run: () => void): () => void;
}
/** The clock of this process; its timers do not keep the process alive. */
export declare const systemClock: Clock;
