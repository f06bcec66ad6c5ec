import { beforeAll, describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import fc from "fast-check";
import { filterModule, LeanHost } from "./lean-host.js";

/** The schema that belongs to the configuration which the filter `oracle` reads. */
const schema = {
  type: "object",
  required: ["header"],
  additionalProperties: false,
  properties: {
    header: { type: "string", minLength: 1 },
    mode: { enum: ["open", "closed"] },
    percent: { type: "integer", minimum: 0, maximum: 100 },
    ratio: { type: "number", minimum: 0, maximum: 1 },
    on: { type: "boolean" },
    tags: { type: "array", items: { type: "string" } },
    path: { type: "string" },
    rules: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        properties: {
          name: { type: "string" },
          when: { type: "object", additionalProperties: { type: "string" } },
        },
      },
    },
  },
};

let host: LeanHost;

beforeAll(async () => {
  host = new LeanHost(await filterModule("oracle"));
}, 300_000);

/** Whether a filter that reads its configuration by `Fields` accepts it. */
function accepted(configuration: unknown): boolean {
  const answer = host.ask(18, new TextEncoder().encode(JSON.stringify(configuration)));
  return !/expected|no such field|more than once/.test(new TextDecoder().decode(answer));
}

describe("a configuration class and the JSON Schema beside it", () => {
  it("agree about what is right", () => {
    const valid = new Ajv().compile(schema);
    const any = fc.constantFrom<unknown>("a", "", "open", 0, 1, 50, 101, -1, 0.5, true, null, [], {}, ["a"], [1], {
      a: "b",
    });
    const rule = fc.record({ name: any, when: any, more: any }, { requiredKeys: [] });
    const configuration = fc.record(
      {
        header: fc.oneof({ weight: 4, arbitrary: fc.constant("x-a") }, any),
        mode: fc.oneof(fc.constant("open"), any),
        percent: any,
        ratio: any,
        on: any,
        tags: any,
        path: any,
        rules: fc.oneof(fc.array(rule, { maxLength: 3 }), any),
        other: any,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(configuration, (it) => {
        expect([it, accepted(it)]).toEqual([it, valid(it)]);
      }),
      { numRuns: 3000 },
    );
  });
});
