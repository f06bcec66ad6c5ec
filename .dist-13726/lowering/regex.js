import { RE2JS } from "re2js";
/** Longer patterns are refused: nobody can review them, and they cost every request. Characters. */
const longestRegex = 1000;
/**
 * The RE2 program size that is still accepted. RE2JS and the C++ RE2 count alike but not equally, so data planes should
 * be given a limit well above it (the runtime key `re2.max_program_size.error_level`, whose default is 100).
 */
const largestRegexProgram = 2000;
/** Why a pattern of a user cannot be used, or undefined if it can: it must be RE2 and bounded. */
export function regexProblem(pattern) {
    if (pattern === "")
        return "the pattern is empty";
    if (pattern.length > longestRegex)
        return `the pattern has ${pattern.length} characters, ${longestRegex} are allowed`;
    try {
        const size = RE2JS.compile(pattern).programSize();
        if (size <= largestRegexProgram)
            return undefined;
        return `the pattern compiles to ${size} steps, ${largestRegexProgram} are allowed`;
    }
    catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}
//# sourceMappingURL=regex.js.map