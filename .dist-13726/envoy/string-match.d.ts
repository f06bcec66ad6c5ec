import type { envoy } from "../../generated/envoy.js";
import type { StringPattern } from "../ir/pattern.js";
type StringMatcher = envoy.type.matcher.v3.StringMatcher;
/** A pattern as Envoy's string matcher. Regular expressions match the whole text, with or without anchors. */
export declare function stringMatcher(pattern: StringPattern): StringMatcher;
/** The same for text whose case does not matter. */
export declare function stringMatcherIgnoringCase(pattern: StringPattern): StringMatcher;
/** A regular expression for exactly this text. */
export declare function literalRegex(text: string): string;
/**
 * A pattern as a piece of a larger regular expression, in which `filler` stands for the part that a prefix or suffix
 * leaves open.
 */
export declare function regexPart(pattern: StringPattern, filler: string): string;
export {};
