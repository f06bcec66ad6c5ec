import type { PodSpec } from "./pod.js";
import { podSchema } from "./pod.js";
import { labelValue } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { integer, mapOf, object, text, unread, withDefault } from "./schema/schema.js";
import type { LabelSelector } from "./selectors.js";
import { labelSelectorSchema } from "./selectors.js";

/** `Deployment` (apps/v1): a template of local workloads. */
export interface DeploymentSpec {
  readonly replicas: number;
  readonly selector: LabelSelector;
  readonly template: {
    readonly metadata: {
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    };
    readonly spec: PodSpec;
  };
}

const templateMetadata: Schema = object(
  {},
  {
    labels: withDefault({}, mapOf(labelValue)),
    annotations: withDefault({}, mapOf(text)),
    ...unread("name", "namespace", "creationTimestamp", "finalizers", "generateName"),
  },
);

/** Every replica is played by an address of its own: a slip of the finger must not ask for two billion. */
const mostReplicas = 10_000;

export const deploymentSchema: Schema = object(
  {
    selector: labelSelectorSchema,
    template: object({ spec: podSchema }, { metadata: withDefault({}, templateMetadata) }),
  },
  {
    replicas: withDefault(1, integer(0, mostReplicas)),
    ...unread("minReadySeconds", "paused", "progressDeadlineSeconds", "revisionHistoryLimit", "strategy"),
  },
);
