import { apiGroup, kindName, objectName } from "./schema/forms.js";
import { object, text } from "./schema/schema.js";
export const gatewayClassSchema = object({
    controllerName: {
        type: "string",
        maxLength: 253,
        pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$",
        meaning: "a domain and a path such as waymark.dev/mesh-controller",
    },
}, {
    description: { type: "string", maxLength: 64 },
    parametersRef: object({ group: apiGroup, kind: kindName, name: objectName }, { namespace: text }),
});
//# sourceMappingURL=gateway-class.js.map