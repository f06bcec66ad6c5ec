import type { Composition } from "./dialect.js";
/** The last response of each type: the streams of a group get the same one at the same time, so it is put together once. */
export declare class ResponseMemo {
    #private;
    encoded(typeUrl: string, nonce: string, composition: Composition): Uint8Array;
}
