/** Conditions and diagnostics come from one source: on no input may they contradict each other. */
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { waypointFor } from "../../src/binding/waypoints.js";
import type { ResourceView } from "../../src/model/resource-set.js";
import type { ObjectStatus } from "../../src/status/condition.js";
import { meshStatus } from "../../src/status/mesh-status.js";
import { goldenCases, translated } from "../support/golden-case.js";

const cases = goldenCases(fileURLToPath(new URL(".", import.meta.url))).map(({ name, input }) => ({ name, input }));

function judged(input: string) {
  const { resources, diagnostics } = translated(input);
  return { resources, diagnostics, ...meshStatus(resources, diagnostics) };
}

function conditionsOf({ conditions, parents = [], ancestors = [] }: ObjectStatus) {
  return [...conditions, ...[...parents, ...ancestors].flatMap((each) => each.conditions)];
}

describe("conditions and diagnostics, on every golden input", () => {
  it.each(cases)("$name: an error about an object makes one of its conditions untrue", ({ input }) => {
    const { statuses, unplaced, diagnostics } = judged(input);
    for (const diagnostic of diagnostics) {
      if (diagnostic.severity !== "error" || unplaced.includes(diagnostic)) continue;
      const { origin, code } = diagnostic;
      const about = statuses.filter((status) => status.origin.object === origin?.object);
      const said = about.filter(({ because }) => because.some((each) => each.code === code));
      expect(said.map(({ inEffect }) => inEffect)).toContainEqual(expect.stringMatching(/^(partly|no)$/));
      const untrue = said.flatMap(conditionsOf).filter(({ status }) => status === "False");
      expect([code, origin?.object, untrue.length > 0]).toEqual([code, origin?.object, true]);
    }
  });

  it.each(cases)("$name: what is not wholly in effect says why, and nothing else does", ({ input }) => {
    for (const status of judged(input).statuses) {
      expect([status.origin.object, status.because.length > 0]).toEqual([status.origin.object, status.inEffect !== "yes"]);
      const whole = conditionsOf(status).every((each) => each.status === "True" && each.type !== "PartiallyInvalid");
      expect([status.origin.object, whole]).toEqual([status.origin.object, status.inEffect === "yes"]);
    }
  });

  it.each(cases)("$name: a route that nothing is said about is wholly in effect", ({ input }) => {
    const { statuses, diagnostics, resources } = judged(input);
    const spokenOf = new Set(diagnostics.map(({ origin }) => origin?.object));
    for (const status of statuses) {
      if (status.parents === undefined || spokenOf.has(status.origin.object)) continue;
      if (!asksInVain(status, resources)) expect([status.origin.object, status.inEffect]).toEqual([status.origin.object, "yes"]);
    }
  });
});

/** Whether the waypoint that a parent asks for cannot be had: that is said about the label that asks. */
function asksInVain({ parents = [], namespace }: ObjectStatus, view: ResourceView): boolean {
  return parents.some(({ parentRef }) => {
    const service = view.object("Service", parentRef.namespace ?? namespace, parentRef.name);
    return service !== undefined && waypointFor(service, view).kind === "broken";
  });
}
