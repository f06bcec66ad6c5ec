/**
 * A golden case: a folder that a stranger can run (`waymark generate FOLDER/input.yaml`), and beside its input the one
 * stage that it is about. The first line of the input is a sentence, the second says what is recorded:
 *
 *     # A DENY rule wins however many ALLOW rules match.
 *     # records: policy of shop/reviews:80
 *
 * `diagnostics.txt` is always among the outputs, as long as there is something to say.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { stringify } from "yaml";
import type { WaypointBinding } from "../../src/binding/waypoints.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { renderText } from "../../src/diagnostics/render-text.js";
import { resourceTypes } from "../../src/envoy/generated.js";
import { connectPolicy, httpClusterName, nodeNames, policySlotName, portName } from "../../src/envoy/names.js";
import type { ServicePort, Waypoint } from "../../src/ir/waypoint.js";
import { shortType } from "../../src/metrics.js";
import type { ResourceSet } from "../../src/model/resource-set.js";
import { constraintViolations, decode, isMessageName, type JsonValue, messageName, toJson } from "../../src/protos.js";
import { resourcesFromText } from "../../src/sources/resources-from-text.js";
import type { Condition, ObjectStatus } from "../../src/status/condition.js";
import { meshStatus } from "../../src/status/mesh-status.js";
import { nodeGroup, Translator, waypointGroup } from "../../src/translate.js";
import { qualified } from "../../src/translation/membership.js";
import type { Resource } from "../../src/xds/resource.js";

export interface GoldenCase {
  /** `access/deny-beats-allow`. */
  readonly name: string;
  readonly folder: string;
  readonly input: string;
  /** The behaviour, as a sentence. */
  readonly sentence: string;
  /** `policy of shop/reviews:80`. */
  readonly records: readonly string[];
}

/** Every case below `root`, by name. */
export function goldenCases(root: string): readonly GoldenCase[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "input.yaml")
    .map(({ parentPath }) => caseIn(parentPath, relative(root, parentPath)))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function caseIn(folder: string, name: string): GoldenCase {
  const input = readFileSync(join(folder, "input.yaml"), "utf8");
  const [first = "", second = ""] = input.split("\n");
  const records = /^# records: (.+)$/.exec(second)?.[1]?.split(", ") ?? [];
  return { name, folder, input, sentence: first.replace(/^# /, ""), records };
}

/** The texts of a case's outputs by their file names. */
export function outputsOf({ input, records }: GoldenCase): ReadonlyMap<string, string> {
  const { translator, resources, diagnostics } = translated(input);
  const outputs = new Map(
    records.map((record) => {
      const [stage = "", subject = ""] = record.split(" of ");
      const recorded = stages[stage];
      if (recorded === undefined) throw new Error(`"${record}": there are ${Object.keys(stages).join(", ")}`);
      return [
        `${stage.replaceAll(" ", "-")}.yaml`,
        yamlText(recorded(translator, subject, { resources, diagnostics })),
      ];
    }),
  );
  const said = renderText(diagnostics);
  return said === "" ? outputs : outputs.set("diagnostics.txt", `${said}\n`);
}

/** What Envoy would refuse of anything that a case's proxies are sent. */
export function refusedBy({ input }: GoldenCase): readonly string[] {
  const { translator } = translated(input);
  return translator.groups().flatMap((group) =>
    translator.resources(group).flatMap(({ typeUrl, name, body }) => {
      const type = messageName(typeUrl);
      if (!isMessageName(type)) return [`${name} is of an unknown type`];
      return constraintViolations(type, decode(type, body)).map((violation) => `${name}: ${JSON.stringify(violation)}`);
    }),
  );
}

/** The translated mesh of an input, and everything that was said on the way. */
export function translated(input: string): {
  readonly translator: Translator;
  readonly resources: ResourceSet;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { resources, diagnostics } = resourcesFromText(input, "input.yaml");
  const translator = new Translator(resources, {
    fronts: (clients) => clients.map((workload, index) => ({ workload, address: "127.0.0.1", port: 18001 + index })),
  });
  translator.update(resources, new Set());
  const [failure] = translator.failures;
  if (failure !== undefined) throw failure.error;
  return { translator, resources, diagnostics: [...diagnostics, ...translator.diagnostics()] };
}

/** What was read, and what was said about it. */
interface Said {
  readonly resources: ResourceSet;
  readonly diagnostics: readonly Diagnostic[];
}

type Stage = (translator: Translator, subject: string, said: Said) => JsonValue;

/** What can be recorded. The subject is a waypoint, a service port, a pod or (of `status`) a kind. */
const stages: Readonly<Record<string, Stage>> = {
  bindings: (translator) =>
    Object.fromEntries(translator.bindings().map(({ service, binding }) => [service, bindingText(binding)])),
  status: (_, kind, { resources, diagnostics }) => {
    const { statuses } = meshStatus(resources, diagnostics);
    return statuses.filter((status) => kind === "" || status.kind === kind).map(statusSummary);
  },
  resources: (translator, waypoint) =>
    translator.resources(waypointGroup(waypoint)).map(({ typeUrl, name }) => `${shortType(typeUrl)} ${name}`),
  "connect policy": (translator, waypoint) =>
    filtersIn(found(translator.resources(waypointGroup(waypoint)), resourceTypes.extension, connectPolicy)),

  listener: ofPort(resourceTypes.listener, portName),
  "route configuration": ofPort(resourceTypes.routes, portName),
  routes: (translator, port) =>
    inside(ofPort(resourceTypes.routes, portName)(translator, port), "virtual_hosts", 0, "routes"),
  policy: (translator, port) => filtersIn(ofPort(resourceTypes.extension, policySlotName)(translator, port)),
  cluster: ofPort(resourceTypes.cluster, ({ id }) => httpClusterName(id)),
  endpoints: ofPort(resourceTypes.loadAssignment, portName),

  "client routes": (translator, pod) =>
    inside(found(translator.resources(nodeGroup), resourceTypes.routes, nodeNames.client(pod)), "virtual_hosts"),
  "pod policy": (translator, pod) =>
    filtersIn(found(translator.resources(nodeGroup), resourceTypes.extension, nodeNames.podPolicy(pod))),
  "pod listener": (translator, pod) =>
    found(translator.resources(nodeGroup), resourceTypes.listener, nodeNames.pod(pod)),
};

type RecordedType = (typeof resourceTypes)[keyof typeof resourceTypes];

function ofPort(
  type: RecordedType,
  named: (port: ServicePort) => string,
): (translator: Translator, subject: string) => JsonValue {
  return (translator, subject) => {
    for (const waypoint of translator.waypoints().map(qualified)) {
      const port = portOf(translator.waypoint(waypoint), subject);
      if (port !== undefined) return found(translator.resources(waypointGroup(waypoint)), type, named(port));
    }
    throw new Error(`no waypoint serves ${subject}`);
  };
}

function portOf(waypoint: Waypoint | undefined, subject: string): ServicePort | undefined {
  const ports = waypoint?.ports.map(({ port }) => port);
  return ports?.find(({ id }) => `${id.namespace}/${id.service}:${id.port}` === subject);
}

function found(resources: readonly Resource[], type: RecordedType, name: string): JsonValue {
  const resource = resources.find((one) => one.name === name && messageName(one.typeUrl) === type);
  if (resource === undefined) throw new Error(`there is no ${type} named ${name}`);
  return toJson(type, resource.body);
}

/** The filters in a policy slot; none is an empty list. */
function filtersIn(slot: JsonValue): JsonValue {
  return inside(slot, "typed_config", "default_filter_chain", "filters") ?? [];
}

function inside(value: JsonValue, ...path: readonly (string | number)[]): JsonValue {
  return path.reduce<JsonValue>((at, step) => (at as Record<string | number, JsonValue> | null)?.[step] ?? null, value);
}

function bindingText(binding: WaypointBinding): string {
  if (binding.kind === "bound") return `${qualified(binding.waypoint)} by ${binding.because}`;
  return binding.kind === "broken" ? `broken: ${binding.wanted} is ${binding.because}` : `none: ${binding.because}`;
}

/** A condition a line. */
function statusSummary({ origin, inEffect, where, conditions, parents, ancestors, because }: ObjectStatus): JsonValue {
  const summaries = (each: readonly Condition[]): JsonValue =>
    each.map(({ type, status, reason, message }) => `${type}=${status} ${reason}: ${message}`);
  const places = [
    ...(parents ?? []).map((each) => ({ parent: each.parentRef.name, conditions: summaries(each.conditions) })),
    ...(ancestors ?? []).map((each) => ({ target: each.ancestorRef.name, conditions: summaries(each.conditions) })),
  ];
  return {
    object: origin.object,
    inEffect,
    ...(where.length > 0 && { where: [...where] }),
    ...(conditions.length > 0 && { conditions: summaries(conditions) }),
    ...(places.length > 0 && { places }),
    ...(because.length > 0 && { because: because.map(({ code, message }) => `${code ?? "-"} ${message}`) }),
  };
}

function yamlText(value: JsonValue): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}
