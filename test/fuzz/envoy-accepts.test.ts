/** Whatever the four kinds can express, valid or nearly so: a real Envoy takes what is made of it, and nothing is thrown. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { findEnvoy } from "../../scripts/envoy.mjs";
import { staticConfigurationOf } from "../../src/cli/generated-configuration.js";
import { emptyResources } from "../../src/model/indexed-resources.js";
import { constraintViolations, decode, isMessageName, type JsonValue, messageName } from "../../src/protos.js";
import { validateEnvoy } from "../../src/runtime/envoy-validate.js";
import { ControlPlaneBootstraps } from "../../src/serving/bootstraps.js";
import { resourcesFromText } from "../../src/sources/resources-from-text.js";
import { Translator, waypointGroup } from "../../src/translate.js";
import type { Resource } from "../../src/xds/resource.js";

import { type FuzzedObject, fuzzedKinds, fuzzedObjects } from "./objects.js";
import { worldText } from "./world.js";

const batch = 20;
const count = Number(process.env["FUZZ_OBJECTS"] ?? 100);
const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_122);
const objects = fuzzedObjects(count, seed);
const batches = Array.from({ length: Math.ceil(count / batch) }, (_, index) => index * batch);

let bootstraps: ControlPlaneBootstraps;
let binary: string;

beforeAll(async () => {
  bootstraps = await ControlPlaneBootstraps.read();
  binary = (await findEnvoy()).path;
});

const reached = { accepted: 0, bytes: 0 };

describe(`random objects, seed ${seed}`, () => {
  it.each(batches)(
    "are taken by Envoy, from number %i on",
    async (from) => {
      const some = objects.slice(from, from + batch);
      const wrong = await objection(some);
      if (wrong !== undefined) throw new Error(await smallest(some, wrong));
    },
    240_000,
  );
});

afterAll(() => {
  // A generator that makes nothing but refused objects would prove nothing.
  if (count < 100) return;
  expect(reached.accepted).toBeGreaterThan(count / 2);
  expect(reached.bytes).toBeGreaterThan(count * 500);
});

/** What is wrong with a mesh of these objects; undefined if Envoy takes it. */
async function objection(some: readonly FuzzedObject[]): Promise<string | undefined> {
  const text = [worldText, ...some.map((object) => JSON.stringify(object))].join("\n---\n");
  const { resources } = resourcesFromText(text, "fuzz.yaml");
  const translator = new Translator(emptyResources(), { fronts: () => [] });
  translator.update(resources, new Set());
  const [bug] = translator.failures;
  if (bug !== undefined) return `${bug.group}: ${bug.error instanceof Error ? bug.error.stack : String(bug.error)}`;
  reached.accepted += some.filter(({ kind, metadata: { namespace, name } }) => {
    return resources.object(kind, namespace, name) !== undefined;
  }).length;
  for (const { namespace, name } of translator.waypoints()) {
    const wrong = await objectionTo(`${namespace}/${name}`, translator);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

async function objectionTo(waypoint: string, translator: Translator): Promise<string | undefined> {
  const group = waypointGroup(waypoint);
  const resources = translator.resources(group);
  reached.bytes += resources.reduce((sum, { body }) => sum + body.length, 0);
  const violation = resources.flatMap(violationsOf)[0];
  if (violation !== undefined) return violation;
  const site = { xds: { address: "127.0.0.1", port: 1 }, admin: { address: "127.0.0.1", port: 0 }, translator };
  const bootstrap = JSON.parse(bootstraps.bootstrapOf({ waypoint }, site)) as JsonValue;
  const trustDomains = translator.waypoint(waypoint)?.settings.trustDomains ?? [];
  const config = staticConfigurationOf(bootstrap, resources, trustDomains);
  const verdict = await validateEnvoy({ binary, configText: JSON.stringify(config), timeoutMs: 120_000 });
  return verdict.ok ? undefined : verdict.error;
}

function violationsOf({ typeUrl, name, body }: Resource): readonly string[] {
  const type = messageName(typeUrl);
  if (!isMessageName(type)) return [];
  return constraintViolations(type, decode(type, body)).map(
    ({ path, rule }) => `${type} ${name}: ${path} must obey ${rule}`,
  );
}

/** The fewest objects that are refused, found by halving. */
async function smallest(some: readonly FuzzedObject[], wrong: string): Promise<string> {
  let guilty = some;
  let said = wrong;
  for (let halved = true; halved && guilty.length > 1; ) {
    halved = false;
    const middle = Math.ceil(guilty.length / 2);
    for (const half of [guilty.slice(0, middle), guilty.slice(middle)]) {
      const objected = await objection(half);
      if (objected === undefined) continue;
      guilty = half;
      said = objected;
      halved = true;
      break;
    }
  }
  return `${said}\n\nof ${guilty.length} objects:\n${guilty.map((object) => JSON.stringify(object, null, 1)).join("\n---\n")}`;
}

it("tries all kinds", () => {
  expect(new Set(objects.map(({ kind }) => kind))).toEqual(new Set(fuzzedKinds));
});
