import { envoy } from "../../generated/envoy.js";
import type { HeaderEdits } from "../ir/route.js";
type HeaderValueOption = envoy.config.core.v3.HeaderValueOption;
/** What a route and a weighted cluster have in common. */
export interface HeaderFields {
    readonly requestHeadersToAdd?: readonly HeaderValueOption[];
    readonly requestHeadersToRemove?: readonly string[];
    readonly responseHeadersToAdd?: readonly HeaderValueOption[];
    readonly responseHeadersToRemove?: readonly string[];
}
/** Edits in the order in which they take effect. */
export type EditSequence = readonly (HeaderEdits | undefined)[];
/**
 * The fields of a route or a weighted cluster for these edits; nothing for no edits. A sequence is composed here,
 * because Envoy always applies the edits of a weighted cluster before those of its route.
 */
export declare function headerFields(request: EditSequence, response: EditSequence): HeaderFields;
/** The host that the edits put into the request; Envoy refuses to edit it as a header. */
export declare function hostFrom(sequence: EditSequence): string | undefined;
export {};
