import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { XdsAddress } from "../envoy/bootstrap.js";
import { emptyResources } from "../model/indexed-resources.js";
import type { JsonValue } from "../protos.js";
import { ControlPlaneBootstraps } from "../serving/bootstraps.js";
import { openManifests } from "../serving/manifests.js";
import { Translator, waypointGroup } from "../translate.js";
import { frame } from "./diagnostic-frame.js";
import { type ExitCode, exitCodes, UsageError } from "./exit.js";
import {
  configurationOf,
  type DiscoveryService,
  discoveryServices,
  isDiscoveryService,
  staticConfigurationOf,
} from "./generated-configuration.js";
import { hostPort } from "./host-port.js";
import { withIssuerKeys } from "./key-fetching.js";
import { withPluginModules } from "./module-fetching.js";
import type { GenerateOptions } from "./options.js";
import { type Output, processOutput } from "./output.js";
import { counted } from "./table.js";

/** Translates a folder once and prints what each waypoint would receive. */
export async function runGenerate(folder: string, options: GenerateOptions): Promise<ExitCode> {
  const types = discoveryServicesNamed(options);
  const output = processOutput(false);
  const { translator, diagnostics } = await translated(folder, options);
  for (const diagnostic of diagnostics) output.note(frame(diagnostic, false));
  const documents = await documentsOf(translator, types, options);
  if (options.out === undefined) print(documents, options, output);
  else await writeFiles(documents, { folder: options.out, format: options.format });
  return diagnostics.some(({ severity }) => severity === "error") ? exitCodes.findings : exitCodes.fine;
}

function discoveryServicesNamed({ type, bootstrap, static: isStatic }: GenerateOptions): readonly DiscoveryService[] {
  if (bootstrap && isStatic) throw new UsageError("--bootstrap and --static are two things: choose one");
  return type.map((name) => {
    const lower = name.toLowerCase();
    if (isDiscoveryService(lower)) return lower;
    throw new UsageError(`--type ${name}: there are ${Object.keys(discoveryServices).join(", ")}`);
  });
}

interface Translated {
  readonly translator: Translator;
  readonly diagnostics: readonly Diagnostic[];
}

async function translated(folder: string, options: GenerateOptions): Promise<Translated> {
  const manifests = await openManifests(folder, { watch: false, onChange: () => undefined });
  const empty = emptyResources();
  const translator = new Translator(empty);
  const { resources, touched } = empty.apply(manifests.first.changes);
  translator.update(await withPluginModules(await withIssuerKeys(resources, options), options), touched);
  return { translator, diagnostics: [...manifests.first.diagnostics, ...translator.diagnostics()] };
}

/** By waypoint, `namespace/name`. */
type Documents = ReadonlyMap<string, JsonValue>;

async function documentsOf(
  translator: Translator,
  types: readonly DiscoveryService[],
  options: GenerateOptions,
): Promise<Documents> {
  const all = translator.waypoints().map(({ namespace, name }) => `${namespace}/${name}`);
  const { waypoint: wanted } = options;
  if (wanted !== undefined && !all.includes(wanted)) {
    throw new UsageError(
      `there is no waypoint ${wanted}; there ${all.length === 0 ? "is none" : `are ${all.join(", ")}`}`,
    );
  }
  const bootstraps = await ControlPlaneBootstraps.read(options.templates);
  const site = { xds: xdsOf(options), admin: { address: "127.0.0.1", port: 15000 }, translator };
  const names = wanted === undefined ? all : [wanted];
  return new Map(
    names.map((name) => {
      const resources = translator.resources(waypointGroup(name));
      if (!options.bootstrap && !options.static) return [name, configurationOf(name, resources, types)];
      const bootstrap = JSON.parse(bootstraps.bootstrapOf({ waypoint: name }, site)) as JsonValue;
      if (options.bootstrap) return [name, bootstrap];
      const trustDomains = translator.waypoint(name)?.settings.trustDomains ?? [];
      return [name, staticConfigurationOf(bootstrap, resources, trustDomains)];
    }),
  );
}

/** Where a bootstrap says that the control plane is. */
function xdsOf({ xdsAddress, xdsCa, xdsName, xdsCert, xdsKey }: GenerateOptions): XdsAddress {
  const { host: address, port } = hostPort("--xds-address", xdsAddress);
  if ((xdsCert === undefined) !== (xdsKey === undefined)) {
    throw new UsageError("a certificate needs both --xds-cert and --xds-key");
  }
  if (xdsCa === undefined) {
    if ((xdsCert ?? xdsName) !== undefined) throw new UsageError("TLS needs --xds-ca");
    return { address, port };
  }
  const certificate = xdsCert && xdsKey ? { certFile: xdsCert, keyFile: xdsKey } : undefined;
  const tls = { trustedCa: { file: xdsCa }, serverName: xdsName ?? address, ...(certificate && { certificate }) };
  return { address, port, tls };
}

function print(documents: Documents, { format, bootstrap, static: isStatic }: GenerateOptions, output: Output): void {
  // One bootstrap or static configuration can be piped into Envoy as it is; several become a list.
  const [only] = documents.values();
  const values = [...documents.values()];
  if (format === "json") {
    output.line(JSON.stringify((bootstrap || isStatic) && values.length === 1 ? only : values, null, 2));
    return;
  }
  const texts = [...documents].map(([name, value]) => `# Waypoint ${name}\n${yamlText(value)}`);
  output.text(texts.join("---\n"));
  if (texts.length === 0)
    output.note("The manifests have no waypoint: a Gateway of class istio-waypoint or waymark-waypoint.");
}

async function writeFiles(
  documents: Documents,
  { folder, format }: { readonly folder: string; readonly format: "yaml" | "json" },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, value] of documents) {
    const text = format === "json" ? `${JSON.stringify(value, null, 2)}\n` : yamlText(value);
    await writeFile(join(folder, `${name.replace("/", ".")}.${format}`), text);
  }
  process.stderr.write(`Wrote ${counted(documents.size, "file")} to ${folder}\n`);
}

/** As a reader of YAML 1.1 needs it, which Envoy has (a bare `yes` is a boolean there); no anchors, long lines stay whole. */
function yamlText(value: JsonValue): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0, compat: "yaml-1.1" });
}
