import { describe, expect, it } from "@jest/globals";
import { locate, locationText } from "./locate.js";
import type { FieldPath, Origin } from "./origin.js";
import { at, nameAt } from "./origin.js";

const text = `# the shop
kind: HTTPRoute
metadata:
  name: reviews # of books
spec:
  rules:
    - backendRefs:
        - name: reviews
          port: 9090
    - {}
`;

function origin(path: FieldPath, more: { readonly within?: FieldPath; readonly text?: string } = {}): Origin {
  const source = { file: "orders.yaml", text: more.text ?? text, firstLine: 1 };
  const document = { source, start: 0, end: source.text.length, within: more.within ?? [] };
  return { object: "HTTPRoute shop/reviews", path, document };
}

function placeOf(where: Origin): string | undefined {
  const location = locate(where);
  return location && `${locationText(location)}-${location.endLine}:${location.endColumn}`;
}

describe("locate()", () => {
  it.each<[string, FieldPath, string]>([
    ["a number in a list in a list", ["spec", "rules", 0, "backendRefs", 0, "port"], "orders.yaml:9:17-9:21"],
    ["a value with a comment behind it", ["metadata", "name"], "orders.yaml:4:9-4:16"],
    ["an empty object", ["spec", "rules", 1], "orders.yaml:10:7-10:9"],
    ["a missing field, at the nearest one above", ["spec", "rules", 0, "filters", 0, "type"], "orders.yaml:7:7-10:1"],
    ["a missing field of an object, at the name of the object", ["metadata", "labels", "app"], "orders.yaml:3:1-3:9"],
    ["the whole object, at its first line that says something", [], "orders.yaml:2:1-2:16"],
  ])("finds %s", (_, path, place) => {
    expect(placeOf(origin(path))).toBe(place);
  });

  it("finds the name of a field where the name is meant", () => {
    expect(placeOf(nameAt(origin(["spec", "rules"])))).toBe("orders.yaml:6:3-6:8");
  });

  it("means the value again below a field whose name was meant", () => {
    expect(placeOf(at(nameAt(origin(["metadata"])), "name"))).toBe("orders.yaml:4:9-4:16");
  });

  it("counts lines from where the document begins in its file", () => {
    const { document, ...rest } = origin(["kind"]);
    const source = { file: "orders.yaml", text, firstLine: 41 };
    expect(placeOf({ ...rest, document: { source, start: 0, end: text.length, within: [] } })).toBe(
      "orders.yaml:42:7-42:16",
    );
    expect(document?.source.firstLine).toBe(1);
  });

  it("finds fields of an object inside a List", () => {
    const list = "kind: List\nitems:\n  - kind: Pod\n  - kind: Service\n";
    expect(placeOf(origin(["kind"], { within: ["items", 1], text: list }))).toBe("orders.yaml:4:11-4:18");
  });

  it("finds fields whose names YAML reads as numbers", () => {
    expect(placeOf(origin(["labels", "8080"], { text: "labels:\n  8080: x\n" }))).toBe("orders.yaml:2:9-2:10");
  });

  it("finds fields in JSON", () => {
    expect(placeOf(origin(["spec", "port"], { text: '{"spec":\n {"port": 80}}' }))).toBe("orders.yaml:2:11-2:13");
  });

  it("knows no place for objects that came from no file", () => {
    expect(locate({ object: "Pod shop/web", path: ["spec"] })).toBeUndefined();
  });
});
