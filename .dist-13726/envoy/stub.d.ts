import { type Generated, type ResourceType } from "./generated.js";
/**
 * What to send for a name that a proxy still asks for when its object is gone. "It does not exist" would leave a
 * listener waiting for ever; these let it start and serve nobody. Undefined for types whose absence harms nobody.
 */
export declare function stub(type: ResourceType, name: string): Generated | undefined;
