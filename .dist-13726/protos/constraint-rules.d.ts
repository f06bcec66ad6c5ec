/**
 * The rules of validate.proto that occur in the Envoy API, one function for each kind of value. A rule that fails is
 * given back in the words of validate.proto: `min_len: 1`.
 */
/** The rules of one kind, `{"minLen": 1}`; nothing is known of a limit's type beyond its kind. */
export type Rules = Readonly<Record<string, unknown>>;
/** `value` is a number, or text where it is of 64 bits (so are the limits). */
export declare function brokenNumberRules(value: unknown, rules: Rules): string[];
export declare function brokenDurationRules(value: unknown, rules: Rules): string[];
export declare function brokenTextRules(value: string, rules: Rules): string[];
export declare function brokenBytesRules(value: Uint8Array, rules: Rules): string[];
/** `known` are the enum's own values. */
export declare function brokenEnumRules(value: number, rules: Rules, known: ReadonlySet<number>): string[];
export declare function brokenBooleanRules(value: boolean, rules: Rules): string[];
export declare function brokenListRules(items: readonly unknown[], rules: Rules): string[];
export declare function brokenMapRules(size: number, rules: Rules): string[];
