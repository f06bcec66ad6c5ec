import { dnsLabel, dnsName, portNumber } from "./schema/forms.js";
import { boolean, list, listOrNone, object, oneOf, someText, text, unread, withDefault } from "./schema/schema.js";
/** What the status of `pod` says; anything malformed in it counts as not said. */
export function podStatus(pod) {
    const status = record(pod.status);
    const listed = entries(status["podIPs"]).map((entry) => record(entry)["ip"]);
    const addresses = [status["podIP"], ...listed].filter((ip) => typeof ip === "string" && ip !== "");
    const ready = entries(status["conditions"]).find((condition) => record(condition)["type"] === "Ready");
    return {
        ...(typeof status["phase"] === "string" && { phase: status["phase"] }),
        podIPs: [...new Set(addresses)],
        ...(ready !== undefined && { ready: record(ready)["status"] === "True" }),
    };
}
function record(value) {
    return typeof value === "object" && value !== null ? value : {};
}
function entries(value) {
    return Array.isArray(value) ? value : [];
}
const containerSchema = object({ name: dnsLabel }, {
    image: text,
    ports: listOrNone(object({ containerPort: portNumber }, {
        name: dnsLabel,
        protocol: withDefault("TCP", oneOf("TCP", "UDP", "SCTP")),
        ...unread("hostIP", "hostPort"),
    })),
    env: listOrNone(object({ name: someText }, { value: text, ...unread("valueFrom") })),
    ...unread("args", "command", "envFrom", "imagePullPolicy", "lifecycle", "livenessProbe", "readinessProbe"),
    ...unread("resizePolicy", "resources", "restartPolicy", "restartPolicyRules", "securityContext", "startupProbe"),
    ...unread("stdin", "stdinOnce", "terminationMessagePath", "terminationMessagePolicy", "tty", "volumeDevices"),
    ...unread("volumeMounts", "workingDir"),
});
/** Also the `spec` of the pod template of a Deployment. */
export const podSchema = object({ containers: list(containerSchema, { minItems: 1 }) }, {
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
});
//# sourceMappingURL=pod.js.map