/** Rules whose conditions cannot hold together. */
import type { Origin } from "../diagnostics/origin.js";
import type { Rule } from "../ir/access.js";
/** Why a rule never matches, one reason for each pair of conditions that exclude each other; none: it may match. */
export declare function contradictions(rule: Rule): readonly {
    readonly origin: Origin;
    readonly message: string;
}[];
