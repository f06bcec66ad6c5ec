/** Why nothing may be fetched from `address`, to which `host` resolved; undefined: it may. */
export type AddressGuard = (address: string, host: string) => string | undefined;
type Range = readonly [address: string, prefix: number];
/** What the operator allows, such as `10.0.0.0/8`, `127.0.0.1` or `keys.internal.example`; undefined if it is none of these. */
export declare function allowedPlace(text: string): Range | string | undefined;
/** A guard that lets `allowed` through besides public addresses. @throws TypeError for what is not an {@link allowedPlace} */
export declare function addressGuard(allowed: readonly string[]): AddressGuard;
export {};
