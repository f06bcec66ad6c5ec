/**
 * Divides what a refused response carried by whether the client's text names it. A name is a hint and no proof: what is
 * named is tried alone. A text that names all or none of them tells nothing, and `named` is empty.
 */
export declare function suspects<T extends {
    readonly name: string;
}>(carried: readonly T[], text: string): {
    readonly named: readonly T[];
    readonly others: readonly T[];
};
