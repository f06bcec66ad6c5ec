/** How a text must look. `present`: any non-empty text. A regex is RE2 and matches the whole text. */
export type StringPattern = {
    readonly kind: "exact" | "prefix" | "suffix" | "regex";
    readonly value: string;
} | {
    readonly kind: "present";
} | {
    readonly kind: "path-template";
    readonly value: string;
};
/** An address range: `10.0.0.0/8`, `fd00::/8`; a single address has the full prefix length. */
export interface Cidr {
    readonly address: string;
    readonly prefixLength: number;
}
