import { apiGroup, dnsLabel, kindName, objectName, portNumber } from "./schema/forms.js";
import { object } from "./schema/schema.js";
/** A host name among the backends of routes, as `second/first` of its labels: that of a Service is found as the Service. */
export function hostKey(host) {
    const [first = "", second = ""] = host.toLowerCase().split(".");
    return `${second}/${first}`;
}
/** The fields of {@link BackendReference} besides `name`. */
export const backendReferenceFields = {
    group: { ...apiGroup, default: "" },
    kind: { ...kindName, default: "Service" },
    namespace: dnsLabel,
    port: portNumber,
};
export const backendReferenceSchema = object({ name: objectName }, backendReferenceFields);
//# sourceMappingURL=backend-reference.js.map