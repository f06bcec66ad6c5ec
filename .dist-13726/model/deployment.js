import { podSchema } from "./pod.js";
import { labelValue } from "./schema/forms.js";
import { integer, mapOf, object, text, unread, withDefault } from "./schema/schema.js";
import { labelSelectorSchema } from "./selectors.js";
const templateMetadata = object({}, {
    labels: withDefault({}, mapOf(labelValue)),
    annotations: withDefault({}, mapOf(text)),
    ...unread("name", "namespace", "creationTimestamp", "finalizers", "generateName"),
});
/** Every replica is played by an address of its own: a slip of the finger must not ask for two billion. */
const mostReplicas = 10_000;
export const deploymentSchema = object({
    selector: labelSelectorSchema,
    template: object({ spec: podSchema }, { metadata: withDefault({}, templateMetadata) }),
}, {
    replicas: withDefault(1, integer(0, mostReplicas)),
    ...unread("minReadySeconds", "paused", "progressDeadlineSeconds", "revisionHistoryLimit", "strategy"),
});
//# sourceMappingURL=deployment.js.map