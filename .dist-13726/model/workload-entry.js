import { portNumber } from "./schema/forms.js";
import { integer, mapOf, object, text } from "./schema/schema.js";
export const workloadEntrySchema = object({}, {
    address: { type: "string", maxLength: 256 },
    ports: mapOf(portNumber, { maxProperties: 128 }),
    labels: mapOf(text, { maxProperties: 256 }),
    network: { type: "string", maxLength: 2048 },
    locality: { type: "string", maxLength: 2048 },
    weight: integer(0, 2 ** 32 - 1),
    serviceAccount: { type: "string", maxLength: 253 },
});
//# sourceMappingURL=workload-entry.js.map