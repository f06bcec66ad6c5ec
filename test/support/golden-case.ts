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
import { renderText } from "../../src/diagnostics/render-text.js";
import { resourceTypes } from "../../src/envoy/generated.js";
import { connectPolicy, httpClusterName, nodeNames, policySlotName, portName } from "../../src/envoy/names.js";
import type { ServicePort, Waypoint } from "../../src/ir/waypoint.js";
import { constraintViolations, decode, isMessageName, type JsonValue, messageName, toJson } from "../../src/protos.js";
import { resourcesFromText } from "../../src/sources/resources-from-text.js";
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
  const { translator, diagnostics } = translated(input);
  const outputs = new Map(
    records.map((record) => {
      const [stage = "", subject = ""] = record.split(" of ");
      const recorded = stages[stage];
      if (recorded === undefined) throw new Error(`"${record}": there are ${Object.keys(stages).join(", ")}`);
      return [`${stage.replaceAll(" ", "-")}.yaml`, yamlText(recorded(translator, subject))];
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

function translated(input: string) {
  const { resources, diagnostics } = resourcesFromText(input, "input.yaml");
  const translator = new Translator(resources, {
    fronts: (clients) => clients.map((workload, index) => ({ workload, address: "127.0.0.1", port: 18001 + index })),
  });
  translator.update(resources, new Set());
  const [failure] = translator.failures;
  if (failure !== undefined) throw failure.error;
  return { translator, diagnostics: [...diagnostics, ...translator.diagnostics()] };
}

/** What can be recorded; the subject is a service port, a waypoint or a pod. */
const stages: Readonly<Record<string, (translator: Translator, subject: string) => JsonValue>> = {
  bindings: (translator) =>
    Object.fromEntries(translator.bindings().map(({ service, binding }) => [service, bindingText(binding)])),
  resources: (translator, subject) =>
    translator
      .resources(waypointGroup(subject))
      .map(({ typeUrl, name }) => `${typeUrl.slice(typeUrl.lastIndexOf(".") + 1)} ${name}`),
  routes: (translator, subject) => ofPort(translator, subject, { type: resourceTypes.routes, named: portName }),
  policy: (translator, subject) =>
    ofPort(translator, subject, { type: resourceTypes.extension, named: policySlotName }),
  listener: (translator, subject) => ofPort(translator, subject, { type: resourceTypes.listener, named: portName }),
  cluster: (translator, subject) =>
    ofPort(translator, subject, { type: resourceTypes.cluster, named: ({ id }) => httpClusterName(id) }),
  endpoints: (translator, subject) =>
    ofPort(translator, subject, { type: resourceTypes.loadAssignment, named: portName }),
  "connect policy": (translator, subject) =>
    filtersIn(
      found(translator.resources(waypointGroup(subject)), { type: resourceTypes.extension, name: connectPolicy }),
    ),
  "client routes": (translator, subject) =>
    inside(
      found(translator.resources(nodeGroup), { type: resourceTypes.routes, name: nodeNames.client(subject) }),
      "virtual_hosts",
    ),
  "pod policy": (translator, subject) =>
    found(translator.resources(nodeGroup), { type: resourceTypes.extension, name: nodeNames.podPolicy(subject) }),
  "pod listener": (translator, subject) =>
    found(translator.resources(nodeGroup), { type: resourceTypes.listener, name: nodeNames.pod(subject) }),
};

function routeConfigurationOf(translator: Translator, subject: string): JsonValue {
  return ofPort(translator, subject, { type: resourceTypes.routes, named: portName });
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

type RecordedType = Exclude<(typeof resourceTypes)[keyof typeof resourceTypes], typeof resourceTypes.secret>;

interface PortRecord {
  readonly type: RecordedType;
  readonly named: (port: ServicePort) => string;
}

function ofPort(translator: Translator, subject: string, { type, named }: PortRecord): JsonValue {
  for (const waypoint of translator.waypoints().map(qualified)) {
    const port = portOf(translator.waypoint(waypoint), subject);
    if (port !== undefined) return found(translator.resources(waypointGroup(waypoint)), { type, name: named(port) });
  }
  throw new Error(`no waypoint serves ${subject}`);
}

function portOf(waypoint: Waypoint | undefined, subject: string): ServicePort | undefined {
  return waypoint?.ports
    .map(({ port }) => port)
    .find(({ id }) => `${id.namespace}/${id.service}:${id.port}` === subject);
}

function found(
  resources: readonly Resource[],
  { type, name }: { readonly type: RecordedType; readonly name: string },
): JsonValue {
  const resource = resources.find((one) => one.name === name && messageName(one.typeUrl) === type);
  if (resource === undefined) throw new Error(`there is no ${type} named ${name}`);
  return toJson(type, resource.body);
}

function yamlText(value: JsonValue): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}
