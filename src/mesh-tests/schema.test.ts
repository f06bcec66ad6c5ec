import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import { parseAllDocuments } from "yaml";
import { publishedSchema } from "./schema.js";

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const published = JSON.parse(file("docs/mesh-test.schema.json")) as Readonly<Record<string, unknown>>;

describe("docs/mesh-test.schema.json", () => {
  it("is as `npm run docs` writes it", () => {
    expect(published).toEqual(publishedSchema());
  });

  it("is JSON Schema for everybody, and fits the bookshop's tests", () => {
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(published);
    const documents = parseAllDocuments(file("examples/bookshop/bookshop.mesh-test.yaml"));
    expect(documents.map((document) => [validate(document.toJS()), validate.errors])).toEqual([[true, null]]);
    const typo = { apiVersion: "waymark.dev/v1alpha1", kind: "MeshTest", tests: [{ name: "a", form: "shop/sa/web" }] };
    expect(validate(typo)).toBe(false);
  });
});
