import { labelValue, portNumber } from "./schema/forms.js";
import { list, listOrNone, mapOf, object, oneOf, someText, text, withDefault } from "./schema/schema.js";
import { workloadEntrySchema } from "./workload-entry.js";
const portSchema = object({ number: portNumber, name: { type: "string", minLength: 1, maxLength: 256 } }, { protocol: { type: "string", maxLength: 256 }, targetPort: portNumber });
export const serviceEntrySchema = object({
    hosts: list({ type: "string", minLength: 1, pattern: "^(?!\\*$)", meaning: "a host name; `*` alone is none" }, { minItems: 1, maxItems: 256 }),
}, {
    addresses: listOrNone({ type: "string", maxLength: 64 }, { maxItems: 256 }),
    ports: listOrNone(portSchema, { maxItems: 256, uniqueBy: ["name"] }),
    location: withDefault("MESH_EXTERNAL", oneOf("MESH_EXTERNAL", "MESH_INTERNAL")),
    resolution: withDefault("NONE", oneOf("NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS")),
    endpoints: list(workloadEntrySchema, { maxItems: 4096 }),
    workloadSelector: object({}, { labels: mapOf(labelValue, { maxProperties: 256 }) }),
    exportTo: listOrNone(someText),
    subjectAltNames: listOrNone(text),
}, { exclusive: ["workloadSelector", "endpoints"] });
//# sourceMappingURL=service-entry.js.map