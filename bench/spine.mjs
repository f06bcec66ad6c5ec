/**
 * The path of an edit without sockets, in a process of its own: read a folder, translate it, put the result into the
 * cache, then edit. Arguments: the folder, the name of its shape, how many edits, and the folder in which the documents
 * parsed by an earlier run are kept. Prints one JSON object.
 */
import "../dist/cli/heap.js";
import { emptyResources } from "../dist/model/indexed-resources.js";
import { loadMessageTypes } from "../dist/protos.js";
import { readManifests } from "../dist/sources/read-manifests.js";
import { resourcesFromText } from "../dist/sources/resources-from-text.js";
import { Translator } from "../dist/translate.js";
import { resource, typeUrls, XdsCache } from "../dist/xds/index.js";
import { serviceFile, shapes } from "./world.mjs";

const [folder, shapeName, edits, parsed] = process.argv.slice(2);
const shape = shapes[shapeName];
const stride = 37; // prime to the number of services: every edit is of another one

const timed = async (work) => {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, ms: performance.now() - start, cpuMs: (user + system) / 1000 };
};

// As a control plane does it: types are loaded while the documents are parsed.
const read = await timed(() => {
  const reading = readManifests([folder], { cache: parsed });
  loadMessageTypes();
  return reading;
});
const { resources: first, diagnostics } = read.result;

const translator = new Translator(emptyResources());
const cache = new XdsCache();
let resources = emptyResources();

/** What the control plane does between a parsed file and the streams. */
function take(changes) {
  const next = resources.apply(changes);
  resources = next.resources;
  const outputs = translator.update(resources, next.touched);
  for (const { group, upserts, removals } of outputs) {
    cache.publishChange(group, { upserts: [...secretsFor(upserts), ...upserts], removals });
  }
  return outputs;
}

/** Certificates are no part of the path that is measured: anything under their names will do. */
function secretsFor(upserts) {
  const refs = upserts.flatMap(({ requires }) => requires).filter(({ typeUrl }) => typeUrl === typeUrls.secret);
  const names = new Set(refs.map(({ name }) => name));
  return [...names].map((name) => resource({ typeUrl: typeUrls.secret, name, body: Buffer.alloc(0) }));
}

const translated = await timed(() => take(first.map((resource) => ({ kind: "put", resource }))));

const editMs = [];
let sent = 0;
for (let edition = 1; edition <= Number(edits); edition++) {
  const { path, text } = serviceFile(shape, (edition * stride) % shape.services, edition);
  const [route] = resourcesFromText(text, path).resources.all("HTTPRoute");
  const edit = await timed(() => take([{ kind: "put", resource: route }]));
  editMs.push(edit.ms);
  sent += edit.result.reduce((sum, { upserts }) => sum + upserts.length, 0);
}

const answer = {
  read_ms: read.ms,
  read_cpu_ms: read.cpuMs,
  translate_ms: translated.ms,
  translate_cpu_ms: translated.cpuMs,
  objects: resources.size,
  diagnostics: diagnostics.length + translator.diagnostics().length,
  waypoints: translated.result.length,
  resources: translated.result.reduce((sum, { upserts }) => sum + upserts.length, 0),
  bytes: translated.result.flatMap(({ upserts }) => upserts).reduce((sum, { body }) => sum + body.length, 0),
  edit_ms: editMs,
  edit_resources: sent / Number(edits),
};
process.stdout.write(`${JSON.stringify(answer)}\n`);
process.exit(0);
