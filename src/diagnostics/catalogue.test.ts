import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { catalogue } from "./catalogue.js";
import { bindingCodes } from "./catalogue-binding.js";
import { policyCodes } from "./catalogue-policies.js";
import { routeCodes } from "./catalogue-routes.js";
import { schemaCodes } from "./catalogue-schema.js";
import { sourceCodes } from "./catalogue-sources.js";

describe("the catalogue", () => {
  it.each([
    ["sources", "WM1", sourceCodes],
    ["schema", "WM2", schemaCodes],
    ["binding", "WM3", bindingCodes],
    ["routes", "WM4", routeCodes],
    ["policies", "WM5", policyCodes],
  ])("keeps the codes of %s in the range %s", (_, prefix, codes) => {
    expect(Object.keys(codes).filter((code) => !new RegExp(`^${prefix}\\d{3}$`).test(code))).toEqual([]);
  });

  it("has each code in one place only: a later one would hide an earlier one", () => {
    const folder = new URL(".", import.meta.url);
    const files = readdirSync(folder).filter((name) => /^catalogue-.*\.ts$/.test(name));
    const codes = files.flatMap(
      (name) => readFileSync(new URL(name, folder), "utf8").match(/^ {2}WM\d{4}(?=: \{$)/gm) ?? [],
    );
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(codes.length).toBe(Object.keys(catalogue).length);
  });

  it("documents every code with a title of one line, a meaning and a fix", () => {
    const undocumented = Object.entries(catalogue).filter(
      ([, { title, meaning, fix }]) => title.includes("\n") || [title, meaning, fix].some((text) => text.length < 8),
    );
    expect(undocumented.map(([code]) => code)).toEqual([]);
  });

  it("gives every code a title of its own", () => {
    const titles = Object.values(catalogue).map(({ title }) => title.toLowerCase());
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});
