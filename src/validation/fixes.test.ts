import { describe, expect, it } from "@jest/globals";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { fixedText } from "./fixes.js";
import { unifiedDiff } from "./unified-diff.js";

const route = (rule: string, label = "a"): string => `# a comment
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: r, namespace: shop, labels: {v: ${label}}}
spec:
  parentRefs: [{kind: Service, group: "", name: s, port: 80}]
  rules:
    - ${rule} # kept
`;

function fixed(text: string, file = "r.yaml"): string {
  return fixedText(text, resourcesFromText(text, file).diagnostics).text;
}

describe("fixedText()", () => {
  it.each([
    ["a choice in other letters", "matches: [{method: get}]", "matches: [{method: GET}]"],
    ["a quoted choice", "matches: [{path: {type: 'exact', value: /}}]", "matches: [{path: {type: 'Exact', value: /}}]"],
    [
      "the name of a field in other letters",
      "backendrefs: [{name: s, port: 80}]",
      "backendRefs: [{name: s, port: 80}]",
    ],
    ["a choice with an anchor", "matches: [{method: &m get}]", "matches: [{method: &m GET}]"],
    ["a number in quotes", 'backendRefs: [{name: s, port: "80"}]', "backendRefs: [{name: s, port: 80}]"],
  ])("corrects %s and nothing else", (_, before, after) => {
    expect(fixed(route(before))).toBe(route(after));
  });

  it("quotes what was meant as text, as it was written", () => {
    expect(fixed(route("{}", "1.10"))).toBe(route("{}", '"1.10"'));
  });

  it("corrects the second document of a file with a byte order mark and Windows line ends", () => {
    const text = `\ufeff${route("{}")}---\n${route("matches: [{method: get}]")}`.replaceAll("\n", "\r\n");
    expect(fixed(text)).toBe(text.replace("method: get", "method: GET"));
  });

  it.each(["matches: [{method: gett}]", "matches: [{method: >- \n get\n}]"])("leaves %s to its author", (rule) => {
    expect(fixed(route(rule))).toBe(route(rule));
  });

  it("leaves a file alone that has changed since", () => {
    const { diagnostics } = resourcesFromText(route("matches: [{method: get}]"), "r.yaml");
    const edited = route("matches: [{method: put}]");
    expect(fixedText(edited, diagnostics)).toEqual({ text: edited, settled: [] });
  });
});

describe("unifiedDiff()", () => {
  it("shows the changed lines with three lines around them", () => {
    const lines = ["a", "b", "c", "d", "e", "f", "g", "h", ""];
    const text = lines.join("\n");
    expect(unifiedDiff("x.yaml", text, text.replace("e", "E"))).toBe(
      "--- a/x.yaml\n+++ b/x.yaml\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n",
    );
  });

  it("is empty for equal texts", () => {
    expect(unifiedDiff("x.yaml", "a\n", "a\n")).toBe("");
  });
});
