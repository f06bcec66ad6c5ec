import { describe, expect, it } from "@jest/globals";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { withTemplate } from "./rendered-from.js";

function messageIn(text: string): string {
  const document = { source: { file: "-", text }, start: 0, end: text.length, within: [] };
  return withTemplate(diagnostic("WM2004", { message: "it is wrong", origin: { object: "it", path: [], document } }))
    .message;
}

describe("withTemplate()", () => {
  it.each([
    ["---\n# Source: shop/templates/service.yaml\nkind: Service\n"],
    ["# Source: shop/templates/service.yaml\r\nkind: Service\r\n"],
    ["---\n\n# of the shop\n# Source: shop/templates/service.yaml\n\n# more\nkind: Service\n"],
  ])("names what %j was rendered from", (text) => {
    expect(messageIn(text)).toBe("it is wrong (rendered from shop/templates/service.yaml)");
  });

  it.each([["---\nkind: Service\n"], ["kind: Service\n# Source: shop/templates/next.yaml\n"], [""]])(
    "says nothing more of %j",
    (text) => {
      expect(messageIn(text)).toBe("it is wrong");
    },
  );
});
