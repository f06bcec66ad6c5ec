import { apiGroup, dnsLabel, kindName, objectName } from "./schema/forms.js";
import { list, object } from "./schema/schema.js";
export const referenceGrantSchema = object({
    from: list(object({ group: apiGroup, kind: kindName, namespace: dnsLabel }), { minItems: 1, maxItems: 16 }),
    to: list(object({ group: apiGroup, kind: kindName }, { name: objectName }), { minItems: 1, maxItems: 16 }),
});
//# sourceMappingURL=reference-grant.js.map