/** How policies write texts: `exact`, `prefix*`, `*suffix`, `*` (any non-empty text), and templates for paths. */
import type { StringPattern } from "../ir/pattern.js";
/** A text of a policy; undefined if it is empty and so can match nothing. */
export declare function textPattern(value: string): StringPattern | undefined;
/** Like `textPattern`, but an asterisk stands for any text wherever it is: namespaces and trust domains. */
export declare function wildcardPattern(value: string): StringPattern | undefined;
/** A path, possibly with `{*}` (one segment) and `{**}` (any rest, once and after every `{*}`). */
export declare function pathPattern(value: string): StringPattern | undefined;
