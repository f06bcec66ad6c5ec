import type { MeshState } from "../control-plane-types.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ResourceSet } from "../model/resource-set.js";
import type { Translator } from "../translate.js";
/** What the mesh is, for those who show it. */
export declare function meshState(resources: ResourceSet, translator: Translator, diagnostics: readonly Diagnostic[]): MeshState;
