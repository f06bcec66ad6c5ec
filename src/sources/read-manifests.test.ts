import { chmodSync, symlinkSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { renderText } from "../diagnostics/render-text.js";
import { keyOf } from "../model/resource.js";
import type { Manifests } from "./read-manifests.js";
import { readManifests } from "./read-manifests.js";
import type { ScratchFolder } from "./testing/scratch-folder.js";
import { scratchFolder, serviceYaml } from "./testing/scratch-folder.js";

let folder: ScratchFolder;
beforeEach(() => {
  folder = scratchFolder();
});
afterEach(() => folder.remove());

function read(paths: readonly string[] = [folder.path], maxFileBytes?: number): Promise<Manifests> {
  return readManifests(paths, { cache: false, ...(maxFileBytes !== undefined && { maxFileBytes }) });
}

function keys({ resources }: Manifests): readonly string[] {
  return resources.map(keyOf);
}

/** The first line of each diagnostic, with paths relative to the folder. */
function heads({ diagnostics }: Manifests): readonly string[] {
  return diagnostics.map((found) => (renderText(found).split("\n")[0] ?? "").replaceAll(`${folder.path}/`, ""));
}

describe("readManifests()", () => {
  it("reads files of several documents, in sub-folders, in YAML and JSON, in the order of their names", async () => {
    folder.write("b.yaml", `${serviceYaml("b1")}---\n${serviceYaml("b2")}`);
    folder.write("a/deep/x.yml", serviceYaml("x"));
    folder.write("c.json", JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }));
    folder.write("notes.txt", "not a manifest");
    const manifests = await read();
    expect(keys(manifests)).toEqual(["Service/shop/x", "Service/shop/b1", "Service/shop/b2", "Namespace//shop"]);
    expect(manifests).toMatchObject({ diagnostics: [], files: 3, documents: 4 });
  });

  it("looks neither into hidden folders nor into what package managers put beside manifests", async () => {
    folder.write("a.yaml", serviceYaml("a"));
    folder.write(".git/b.yaml", serviceYaml("b"));
    folder.write("plugins/node_modules/some/c.yaml", serviceYaml("c"));
    expect(keys(await read())).toEqual(["Service/shop/a"]);
  });

  it("reads the items of lists, typed or not, each with its own place", async () => {
    folder.write(
      "list.yaml",
      "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Namespace\n    metadata: { name: a }\n  - apiVersion: v1\n    kind: Service\n    metadata: { name: b, namespace: a }\n    spec: { ports: [{ port: 0 }] }\n",
    );
    folder.write("typed.json", '{"apiVersion":"v1","kind":"NamespaceList","items":[{"metadata":{"name":"c"}}]}');
    const manifests = await read();
    expect(keys(manifests)).toEqual(["Namespace//a", "Namespace//c"]);
    expect(heads(manifests)).toEqual([
      "list.yaml:10:29 error WM2004: spec.ports[0].port is 0, but must be between 1 and 65535",
    ]);
  });

  it("counts objects of kinds it does not read", async () => {
    folder.write(
      "x.yaml",
      "apiVersion: v1\nkind: Event\n---\napiVersion: v1\nkind: Event\n---\napiVersion: x.io/v1\nkind: A\n",
    );
    expect([...(await read()).unknownKinds]).toEqual([
      ["v1/Event", 2],
      ["x.io/v1/A", 1],
    ]);
  });

  it("passes over mesh tests, which are no manifests and no unknown kind either", async () => {
    folder.write("x.yaml", "apiVersion: waymark.dev/v1alpha1\nkind: MeshTest\ntests: nonsense\n");
    const { unknownKinds, diagnostics, resources } = await read();
    expect([unknownKinds.size, diagnostics, resources]).toEqual([0, [], []]);
  });

  it("reads the mesh configuration of Istio's ConfigMap", async () => {
    folder.write(
      "mesh.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio, namespace: istio-system }\ndata:\n  mesh: |-\n    trustDomain: example.org\n    enablePrometheusMerge: true\n",
    );
    const manifests = await read();
    expect(manifests.resources.map(({ kind, spec }) => [kind, spec])).toEqual([
      ["MeshConfig", { trustDomain: "example.org" }],
    ]);
    expect(manifests.diagnostics).toEqual([]);
  });
});

describe("what goes wrong while reading costs only itself:", () => {
  it("a broken document leaves the others of its file", async () => {
    folder.write("a.yaml", `${serviceYaml("one")}---\nkind: [\n---\n${serviceYaml("two")}`);
    const manifests = await read();
    expect(keys(manifests)).toEqual(["Service/shop/one", "Service/shop/two"]);
    expect(heads(manifests)).toEqual([
      expect.stringMatching(/^a\.yaml:\d:\d+ error WM1005: the document is not valid YAML/),
    ]);
  });

  it.each<[string, string, string]>([
    [
      "a document that is no object",
      "- a\n- b\n",
      "a.yaml:1:1 error WM1008: a manifest must be an object with apiVersion, kind and metadata",
    ],
    ["no kind", "apiVersion: v1\n", 'a.yaml:1:1 error WM1008: the object has no "kind"'],
    ["no apiVersion", "kind: Service\n", 'a.yaml:1:1 error WM1008: the Service has no "apiVersion"'],
    [
      "no name",
      "apiVersion: v1\nkind: Service\nmetadata:\n  namespace: a\n",
      "a.yaml:4:3 error WM1008: the Service has no metadata.name",
    ],
    [
      "a malformed name",
      "apiVersion: v1\nkind: Namespace\nmetadata: { name: Shop }\n",
      "a.yaml:3:19 error WM2003: metadata.name is \"Shop\", but must be a DNS name: lower-case letters, digits, '-' and '.', with a letter or digit at both ends",
    ],
    [
      "an old version",
      "apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: HTTPRoute\nmetadata: { name: a }\n",
      "a.yaml:1:13 warning WM1011: HTTPRoute is not read in the version gateway.networking.k8s.io/v1alpha2",
    ],
    [
      "a field beside spec that belongs into it",
      "apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: b }\nports: []\n",
      "a.yaml:4:1 warning WM2005: unknown field ports",
    ],
  ])("%s", async (_, text, head) => {
    folder.write("a.yaml", text);
    expect(heads(await read())).toEqual([head]);
  });

  it("an object without a namespace is in the namespace default, and that is told", async () => {
    folder.write("a.yaml", "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n");
    const manifests = await read();
    expect(keys(manifests)).toEqual(["Service/default/web"]);
    expect(heads(manifests)).toEqual([
      "a.yaml:3:1 warning WM1010: Service default/web has no namespace and is taken to be in the namespace default",
    ]);
  });

  it("of two definitions of one object the first counts, and both places are named", async () => {
    folder.write("a.yaml", serviceYaml("web", 80));
    folder.write("b.yaml", serviceYaml("web", 81));
    const manifests = await read();
    expect(manifests.resources.map(({ origin }) => origin.document?.source.file)).toEqual([folder.at("a.yaml")]);
    expect(renderText(manifests.diagnostics).replaceAll(`${folder.path}/`, "")).toBe(
      [
        "b.yaml:3:19 error WM1009: Service shop/web is defined a second time; this definition is not in effect",
        "    3 | metadata: { name: web, namespace: shop }",
        "      |                   ^^^ Remove or rename one of the two.",
        "  a.yaml:3:19: the first definition, which is in effect",
      ].join("\n"),
    );
  });

  it("two versions of one kind are two definitions of one object", async () => {
    const policy = (version: string) =>
      `apiVersion: security.istio.io/${version}\nkind: AuthorizationPolicy\nmetadata: { name: p, namespace: shop }\n`;
    folder.write("a.yaml", `${policy("v1")}---\n${policy("v1beta1")}`);
    expect((await read()).diagnostics.map(({ code }) => code)).toEqual(["WM1009"]);
  });

  it("a file with NUL characters and one that is not UTF-8", async () => {
    folder.write("a.yaml", "kind: a\0b\n");
    folder.write("b.yaml", new Uint8Array([0x61, 0xff, 0x0a]));
    folder.write("c.yaml", serviceYaml("web"));
    const manifests = await read();
    expect(keys(manifests)).toEqual(["Service/shop/web"]);
    expect(heads(manifests)).toEqual(
      ["a.yaml", "b.yaml"].map((file) => `${file}:1:1 error WM1004: ${file} is not a text file in UTF-8`),
    );
  });

  it("a file that is too large", async () => {
    folder.write("a.yaml", serviceYaml("web").padEnd(2 ** 20 + 1, "#"));
    const manifests = await read([folder.path], 2 ** 20);
    expect(keys(manifests)).toEqual([]);
    expect(heads(manifests)).toContain("a.yaml:1:1 error WM1003: a.yaml has 1.0 MiB; files up to 1.0 MiB are read");
  });

  it("a device, which may never end", async () => {
    symlinkSync("/dev/zero", folder.at("a.yaml"));
    expect(heads(await read())).toEqual(["a.yaml:1:1 error WM1002: a.yaml cannot be read: it is not a regular file"]);
  });

  it.each(["a file", "a folder"])("%s that may not be read", async (what) => {
    folder.write("ok.yaml", serviceYaml("web"));
    folder.write("closed/a.yaml", serviceYaml("hidden"));
    const closed = what === "a file" ? "closed/a.yaml" : "closed";
    chmodSync(folder.at(closed), 0);
    const manifests = await read();
    chmodSync(folder.at(closed), 0o700);
    // Nothing is closed to a superuser.
    if (process.getuid?.() === 0) return expect(keys(manifests)).toContain("Service/shop/web");
    expect(keys(manifests)).toEqual(["Service/shop/web"]);
    expect(heads(manifests)).toEqual([`${closed}:1:1 error WM1002: ${closed} cannot be read: permission denied`]);
  });

  it("links that lead in circles", async () => {
    folder.write("a/x.yaml", serviceYaml("web"));
    symlinkSync("..", folder.at("a/up"));
    symlinkSync("self.yaml", folder.at("a/self.yaml"));
    const manifests = await read();
    expect(keys(manifests)).toEqual(["Service/shop/web"]);
    expect(heads(manifests)).toEqual([
      "a/self.yaml:1:1 warning WM1007: a/self.yaml is a link that leads back to itself; there is nothing to read",
      "a/up:1:1 warning WM1007: a/up is a link to a folder that it is in; it is not followed",
    ]);
  });

  it("a link to nowhere", async () => {
    symlinkSync("absent.yaml", folder.at("a.yaml"));
    expect(heads(await read())).toContain(
      "a.yaml:1:1 error WM1002: a.yaml cannot be read: it is a link to a file that does not exist",
    );
  });

  it("a path that does not exist, and a folder without manifests", async () => {
    expect(heads(await read([folder.at("nowhere"), folder.path]))).toEqual([
      "nowhere:1:1 error WM1001: nowhere does not exist",
      `${folder.path}:1:1 info WM1006: ${folder.path} holds no manifests`,
    ]);
  });

  it("what two links lead to is read once", async () => {
    folder.write("real/x.yaml", serviceYaml("web"));
    symlinkSync("real", folder.at("also"));
    symlinkSync("real/x.yaml", folder.at("y.yaml"));
    const manifests = await read();
    expect(manifests.diagnostics).toEqual([]);
    expect(keys(manifests)).toEqual(["Service/shop/web"]);
  });
});
