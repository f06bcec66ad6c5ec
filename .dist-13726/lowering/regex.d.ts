/** Why a pattern of a user cannot be used, or undefined if it can: it must be RE2 and bounded. */
export declare function regexProblem(pattern: string): string | undefined;
