import { meshConfigSchema } from "../model/mesh-config.js";
import { parseManifest } from "./parse-document.js";
/**
 * The MeshConfig object in the ConfigMap `istio`, where Istio keeps its mesh configuration as YAML text under the key
 * `mesh`; `undefined` for every other object. Fields that waymark does not honour are left out without a word: that
 * text is written for Istio.
 */
export function meshConfigIn(value) {
    const { kind, apiVersion, metadata, data } = (value ?? {});
    if (kind !== "ConfigMap" || apiVersion !== "v1" || metadata?.name !== "istio")
        return undefined;
    if (typeof data?.mesh !== "string")
        return undefined;
    const parsed = parseManifest(data.mesh);
    const mesh = parsed.kind === "value" && typeof parsed.value === "object" ? parsed.value : undefined;
    const honoured = Object.entries(mesh ?? {}).filter(([name]) => Object.hasOwn(meshConfigSchema.properties ?? {}, name));
    return {
        apiVersion: "waymark.dev/v1alpha1",
        kind: "MeshConfig",
        metadata: { name: "istio" },
        spec: mesh === undefined ? data.mesh : Object.fromEntries(honoured),
    };
}
//# sourceMappingURL=mesh-config-map.js.map