/** The names by which tests call those who get a request. */
import type { Received } from "./answers.js";

/** The service by all its names, with its port and without. */
export function serviceNames({ destination }: Received): readonly string[] {
  if (destination === undefined) return [];
  const { host, namespace, service, port } = destination;
  return [`${namespace}/${service}`, `${service}.${namespace}`, host].flatMap((name) => [name, `${name}:${port}`]);
}

/** `shop/reviews:80`, as tests call it first of all; hosts outside the mesh by their own name. */
export function serviceText({ destination, pods }: Received): string {
  if (destination === undefined) return pods.join(", ") || "an unknown service";
  const { host, namespace, service, port, entry } = destination;
  return entry === undefined ? `${namespace}/${service}:${port}` : `${host}:${port}`;
}

/** The Deployment that all the pods are of, and the pod if there is one. */
export function workloadNames({ pods }: Received): readonly string[] {
  const deployments = [...new Set(pods.map(deploymentOf))];
  return [...(deployments.length === 1 ? deployments : []), ...(pods.length === 1 ? pods : [])];
}

/** Every Deployment that may get it. */
export function workloadText({ pods }: Received): string {
  return [...new Set(pods.map(deploymentOf))].join(", ") || "none";
}

function deploymentOf(pod: string): string {
  return pod.replace(/-\d+$/, "");
}
