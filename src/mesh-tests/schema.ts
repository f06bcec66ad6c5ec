import { headerName } from "../model/schema/forms.js";
import type { Schema } from "../model/schema/schema.js";
import { anyObject, boolean, integer, list, mapOf, object, oneOf, someText, text } from "../model/schema/schema.js";
import { verdicts } from "./mesh-test.js";

/** One text, or several: then each of them is a request of its own. */
const oneOrMore: Schema = { type: ["string", "array"], minLength: 1, items: someText, minItems: 1, maxItems: 100 };

const headers: Schema = { type: "object", additionalProperties: text, maxProperties: 100 };
const names: Schema = list(headerName, { maxItems: 100 });

/** What an application gets. */
const received: Schema = object({}, { method: someText, host: someText, path: someText, headers, absent: names });

const expectationFields = {
  verdict: oneOf(...verdicts),
  by: someText,
  layer: oneOf("client-proxy", "waypoint", "authorizer", "pod", "application"),
  refused: boolean,
  status: integer(100, 599),
  route: someText,
  backend: oneOrMore,
  workload: oneOrMore,
  share: mapOf({ type: "number", minimum: 0, maximum: 100 }, { maxProperties: 100 }),
  headers,
  absent: names,
  received,
} as const satisfies Readonly<Record<string, Schema>>;

/** A verdict, or an object that says more. */
const expectation: Schema = {
  type: ["string", "object"],
  pattern: `^(${verdicts.join("|")})$`,
  meaning: `${verdicts.join(", ")}, or an object that says more`,
  properties: expectationFields,
  additionalProperties: false,
};

const requestFields = {
  from: oneOrMore,
  ip: someText,
  to: oneOrMore,
  method: oneOrMore,
  path: oneOrMore,
  headers,
  token: someText,
  claims: anyObject,
  authorizer: {
    type: "string",
    pattern: "^(allow|deny|[45][0-9][0-9])$",
    meaning: "allow, deny, or the status with which authorizers refuse, in quotes",
  },
  plugins: object({}, { set: headers, remove: names }),
  times: integer(1, 10_000),
} as const satisfies Readonly<Record<string, Schema>>;

/** A row of a table: what it leaves out is as its test says. */
const row: Schema = object({}, { name: someText, ...requestFields, expect: expectation });

const test: Schema = object(
  { name: someText },
  { ...requestFields, expect: expectation, requests: list(row, { minItems: 1, maxItems: 1000 }) },
);

/** A document of kind MeshTest. */
export const meshTestSchema: Schema = object(
  { apiVersion: oneOf("waymark.dev/v1alpha1"), kind: oneOf("MeshTest"), tests: list(test, { minItems: 1 }) },
  {
    metadata: object({}, { name: someText, namespace: someText, labels: mapOf(text), annotations: mapOf(text) }),
    manifests: list(someText, { minItems: 1 }),
    defaults: object({}, requestFields),
  },
);

/** The schema for editors: JSON Schema without the keywords of our own. */
export function publishedSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "waymark MeshTest",
    description: "Requests to a mesh and what must become of them: see docs/testing.md.",
    ...plain(meshTestSchema),
  };
}

function plain({
  meaning,
  properties,
  items,
  additionalProperties,
  ...rest
}: Schema): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    ...(meaning !== undefined && { description: `must be ${meaning}` }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, plain(one)])),
    }),
    ...(items !== undefined && { items: plain(items) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === "object" ? plain(additionalProperties) : additionalProperties,
    }),
  };
}
