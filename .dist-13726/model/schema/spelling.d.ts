/** The candidate that `word` was most likely meant to be, or `undefined` if none is close. */
export declare function nearest(word: string, candidates: readonly string[]): string | undefined;
