/** Regular expressions in linear time. */
export { compilePattern, Pattern, patternProblem } from "./assembly/pattern/pattern";
