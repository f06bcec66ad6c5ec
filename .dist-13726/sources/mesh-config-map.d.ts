/**
 * The MeshConfig object in the ConfigMap `istio`, where Istio keeps its mesh configuration as YAML text under the key
 * `mesh`; `undefined` for every other object. Fields that waymark does not honour are left out without a word: that
 * text is written for Istio.
 */
export declare function meshConfigIn(value: unknown): unknown;
