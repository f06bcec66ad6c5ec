/** A SPIFFE id: `spiffe://cluster.local/ns/shop/sa/reviews`. */
export type Identity = string & {
    readonly __brand: "Identity";
};
