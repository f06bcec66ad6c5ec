import type { PodSpec } from "./pod.js";
import type { Schema } from "./schema/schema.js";
import type { LabelSelector } from "./selectors.js";
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
export declare const deploymentSchema: Schema;
