import { emptyResources } from "../model/indexed-resources.js";
import { openManifests } from "../serving/manifests.js";
import { type MeshStatus, meshStatus } from "../status/mesh-status.js";
import { statusJson } from "../status/status-json.js";
import { Translator } from "../translate.js";
import { frame } from "./diagnostic-frame.js";
import { type ExitCode, exitCodes } from "./exit.js";
import { withIssuerKeys } from "./key-fetching.js";
import { withPluginModules } from "./module-fetching.js";
import type { StatusOptions } from "./options.js";
import { processOutput } from "./output.js";
import { selectionOf } from "./status-selection.js";
import { statusText } from "./status-text.js";

/** Translates a folder once and prints what became of its objects. */
export async function runStatus(folder: string, wanted: readonly string[], options: StatusOptions): Promise<ExitCode> {
  const isWanted = selectionOf(wanted, options.namespace);
  const json = options.json || options.format === "json";
  const output = processOutput(json);
  const { statuses, unplaced } = await statusOf(folder, options);
  for (const diagnostic of unplaced) output.note(frame(diagnostic, false));
  const selected = statuses.filter(isWanted);
  const flawed = selected.filter(({ inEffect }) => inEffect !== "yes");
  const shown = options.notInEffect ? flawed : selected;
  if (json) output.line(JSON.stringify(shown.map(statusJson), null, 2));
  else output.line(statusText(shown, output.colour));
  return flawed.length > 0 || unplaced.length > 0 ? exitCodes.findings : exitCodes.fine;
}

async function statusOf(folder: string, options: StatusOptions): Promise<MeshStatus> {
  const manifests = await openManifests(folder, { watch: false, onChange: () => undefined });
  const empty = emptyResources();
  // The doors of the pods belong to the mesh, whoever stands there; nobody connects to the clients' proxies.
  const translator = new Translator(empty, { fronts: () => [] });
  const { resources, touched } = empty.apply(manifests.first.changes);
  const informed = await withPluginModules(await withIssuerKeys(resources, options), options);
  translator.update(informed, touched);
  const [failure] = translator.failures;
  if (failure !== undefined) throw failure.error;
  return meshStatus(informed, [...manifests.first.diagnostics, ...translator.diagnostics()]);
}
