import { dnsLabel, dnsName, portNumber } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { boolean, list, listOrNone, object, oneOf, someText, text, unread, withDefault } from "./schema/schema.js";

/** `Pod` (v1), the fields that decide who it is and what it listens on. */
export interface PodSpec {
  readonly serviceAccountName: string;
  readonly containers: readonly Container[];
  readonly hostNetwork: boolean;
  readonly nodeName?: string;
  readonly hostname?: string;
  readonly subdomain?: string;
}

interface Container {
  readonly name: string;
  readonly image?: string;
  readonly ports: readonly ContainerPort[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

export interface ContainerPort {
  readonly containerPort: number;
  readonly name?: string;
  readonly protocol: "TCP" | "UDP" | "SCTP";
}

/** The part of a pod's status that the mesh looks at. */
export interface PodStatus {
  readonly phase?: string;
  /** The first address, and all of them (one a family); empty while the pod has none. */
  readonly podIPs: readonly string[];
  /** `undefined` when the status says nothing about readiness, as in hand-written manifests. */
  readonly ready?: boolean;
}

/** What the status of `pod` says; anything malformed in it counts as not said. */
export function podStatus(pod: { readonly status?: unknown }): PodStatus {
  const status = record(pod.status);
  const listed = entries(status["podIPs"]).map((entry) => record(entry)["ip"]);
  const addresses = [status["podIP"], ...listed].filter((ip) => typeof ip === "string" && ip !== "") as string[];
  const ready = entries(status["conditions"]).find((condition) => record(condition)["type"] === "Ready");
  return {
    ...(typeof status["phase"] === "string" && { phase: status["phase"] }),
    podIPs: [...new Set(addresses)],
    ...(ready !== undefined && { ready: record(ready)["status"] === "True" }),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function entries(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const containerSchema: Schema = object(
  { name: dnsLabel },
  {
    image: text,
    ports: listOrNone(
      object(
        { containerPort: portNumber },
        {
          name: dnsLabel,
          protocol: withDefault("TCP", oneOf("TCP", "UDP", "SCTP")),
          ...unread("hostIP", "hostPort"),
        },
      ),
    ),
    env: listOrNone(object({ name: someText }, { value: text, ...unread("valueFrom") })),
    ...unread("args", "command", "envFrom", "imagePullPolicy", "lifecycle", "livenessProbe", "readinessProbe"),
    ...unread("resizePolicy", "resources", "restartPolicy", "restartPolicyRules", "securityContext", "startupProbe"),
    ...unread("stdin", "stdinOnce", "terminationMessagePath", "terminationMessagePolicy", "tty", "volumeDevices"),
    ...unread("volumeMounts", "workingDir"),
  },
);

/** Also the `spec` of the pod template of a Deployment. */
export const podSchema: Schema = object(
  { containers: list(containerSchema, { minItems: 1 }) },
  {
    serviceAccountName: withDefault("default", dnsName),
    hostNetwork: withDefault(false, boolean),
    nodeName: text,
    hostname: text,
    subdomain: text,
    ...unread("activeDeadlineSeconds", "affinity", "automountServiceAccountToken", "dnsConfig", "dnsPolicy"),
    ...unread("enableServiceLinks", "ephemeralContainers", "hostAliases", "hostIPC", "hostPID", "hostUsers"),
    ...unread("hostnameOverride", "imagePullSecrets", "initContainers", "nodeSelector", "os", "overhead"),
    ...unread("preemptionPolicy", "priority", "priorityClassName", "readinessGates", "resourceClaims", "resources"),
    ...unread("restartPolicy", "runtimeClassName", "schedulerName", "schedulingGates", "securityContext"),
    ...unread("serviceAccount", "setHostnameAsFQDN", "shareProcessNamespace", "terminationGracePeriodSeconds"),
    ...unread("tolerations", "topologySpreadConstraints", "volumes", "workloadRef"),
  },
);
