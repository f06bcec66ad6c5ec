/**
 * What API servers with the Gateway API's and Istio's definitions take and refuse, and what Istio's webhook refuses beyond
 * them: one case a line, with the code that refuses it, or null where nothing may. The cases were found by comparing the
 * verdicts over mutations of valid objects, field by field; here they need neither the definitions nor a cluster.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { apiVersionOf, kindTable } from "../../src/model/kind-table.js";
import { readResource } from "../../src/model/read-resource.js";
import type { Kind } from "../../src/model/resource.js";
import { resourcesFromText } from "../../src/sources/resources-from-text.js";
import { meshFindings } from "../../src/translation/mesh-findings.js";
import { rules } from "../../src/validation/rules.js";

interface Case {
  readonly says: string | null;
  readonly spec: unknown;
}

const folder = "test/agreement";
const world = readFileSync(`${folder}/world.yaml`, "utf8");
const kinds = readdirSync(folder)
  .filter((file) => file.endsWith(".jsonl"))
  .map((file) => file.replace(".jsonl", "") as Kind);

function casesOf(kind: Kind): readonly Case[] {
  const lines = readFileSync(`${folder}/${kind}.jsonl`, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Case);
}

function manifest(kind: Kind, spec: unknown): object {
  const row = kindTable[kind];
  const namespace = row.scope === "namespaced" ? { namespace: "shop" } : {};
  return { apiVersion: apiVersionOf(row), kind, metadata: { name: "x", ...namespace }, spec };
}

/** The codes of the errors that reading alone finds. */
function refusals(kind: Kind, spec: unknown): readonly string[] {
  const found: Diagnostic[] = [];
  readResource(structuredClone(manifest(kind, spec)), undefined, (one) => found.push(one));
  return found.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

/** The codes of all errors, in a mesh that has what the object refers to. */
function errors(kind: Kind, spec: unknown): readonly string[] {
  const text = `${world}\n---\n${JSON.stringify(manifest(kind, spec))}`;
  const { resources, diagnostics } = resourcesFromText(text, "mesh.yaml");
  const found = [...diagnostics, ...meshFindings(resources).diagnostics];
  for (const rule of rules) rule.check(resources, (one) => void found.push(one));
  return found.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

/** Undefined where we agree. */
function disagreement(kind: Kind, { says, spec }: Case): string | undefined {
  const refused = refusals(kind, spec);
  const shown = JSON.stringify(spec);
  if (says === null) return refused.length === 0 ? undefined : `refused with ${refused.join(", ")}: ${shown}`;
  if (refused.includes(says) || errors(kind, spec).includes(says)) return undefined;
  return `not refused with ${says}: ${shown}`;
}

describe("the verdict on single objects", () => {
  it("is tried for every kind that clusters have a definition of", () => {
    expect(kinds.length).toBeGreaterThan(13);
    expect(kinds.filter((kind) => casesOf(kind).every(({ says }) => says === null))).toEqual([]);
    expect(kinds.filter((kind) => casesOf(kind).every(({ says }) => says !== null))).toEqual([]);
  });

  it.each(kinds)("is that of an API server: %s", (kind) => {
    expect(casesOf(kind).flatMap((one) => disagreement(kind, one) ?? [])).toEqual([]);
  });
});
