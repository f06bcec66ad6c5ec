import type { Fields } from "./encoder.js";
/** How protobufjs decodes a 64-bit integer. */
interface Long {
    readonly low: number;
    readonly high: number;
    readonly unsigned: boolean;
    toNumber(): number;
    toString(): string;
}
export declare function isLong(value: unknown): value is Long;
/**
 * A decoded message without protobufjs in it: plain objects that hold the fields that were on the wire and nothing else.
 * 64-bit integers become numbers, or text where a number would lose digits.
 */
export declare function plain(message: Fields): Fields;
export {};
