import { describe, expect, it } from "@jest/globals";
import { sourceDocument } from "./documents.js";
import { keptOutcome, restoredOutcome } from "./kept-outcome.js";
import { parseManifest } from "./parse-document.js";
import type { DocumentOutcome } from "./read-document.js";
import { readDocument } from "./read-document.js";
import { serviceYaml } from "./testing/scratch-folder.js";

const placeOf = (text: string) => sourceDocument("a.yaml", { text, firstLine: 3 });
const outcomeOf = (text: string): DocumentOutcome => readDocument(parseManifest(text), placeOf(text));

describe("an outcome that is kept", () => {
  it.each([
    ["an object with defaults", serviceYaml("web")],
    ["one without a body, of a kind without namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}"],
    ["one with a status", `${serviceYaml("web")}status: { loadBalancer: {} }\n`],
    [
      "a list with another list and foreign kinds in it",
      `{kind: List, apiVersion: v1, items: [{apiVersion: v1, kind: ServiceList, items: [
        {metadata: {name: a, namespace: b}, spec: {ports: [{port: 1}]}}]}, {apiVersion: v1, kind: Event}]}`,
    ],
    [
      "Istio's mesh configuration",
      '{apiVersion: v1, kind: ConfigMap, metadata: {name: istio}, data: {mesh: "trustDomain: example.org"}}',
    ],
    ["nothing", "# nothing"],
  ])("comes back from JSON as it was: %s", (_, text) => {
    const outcome = outcomeOf(text);
    expect(outcome.diagnostics).toEqual([]);
    const json = JSON.stringify(keptOutcome(outcome));
    expect(restoredOutcome(JSON.parse(json), placeOf(text))).toEqual(outcome);
  });

  it("is nothing if there is a Secret", () => {
    const secret = "{apiVersion: v1, kind: Secret, metadata: {name: a, namespace: b}, stringData: {a: b}}";
    expect(outcomeOf(secret).diagnostics).toEqual([]);
    expect(keptOutcome(outcomeOf(secret))).toBeUndefined();
  });

  it.each([
    ["errors", "{apiVersion: v1, kind: Service, metadata: {name: a, namespace: b}, spec: {ports: 1}}"],
    ["mere hints", "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 1}]}}"],
    ["broken text", "a: ["],
  ])("is nothing if there are %s to tell", (_, text) => {
    expect(outcomeOf(text).diagnostics).not.toEqual([]);
    expect(keptOutcome(outcomeOf(text))).toBeUndefined();
  });
});
