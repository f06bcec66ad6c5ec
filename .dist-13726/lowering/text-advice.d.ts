import type { TextCondition } from "../ir/access.js";
import type { MeshConfiguration } from "../model/mesh-configuration.js";
type Normalization = MeshConfiguration["pathNormalization"]["normalization"];
/** What to say of the values that no request can match: a message and what to write instead. */
export declare function neverMatching({ attribute, values }: TextCondition, normalization: Normalization): readonly {
    readonly message: string;
    readonly advice: string;
}[];
export {};
