/** The files of a new plugin project, from the templates in `plugin-templates/`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";

/** What a project may start from, and what it does. */
export const pluginTemplates = {
  headers: "Sets headers of requests and refuses requests without a header, by a typed configuration.",
  body: "Refuses requests whose JSON body is not as the service needs it, by a typed configuration.",
  minimal: "Adds a header to responses. No configuration.",
} as const;

export type PluginTemplate = keyof typeof pluginTemplates;

export interface PluginProject {
  readonly name: string;
  readonly template: PluginTemplate;
  /** Where it will be. */
  readonly folder: string;
}

const packageRoot = fileURLToPath(new URL("../../", import.meta.url));
const sharedTemplate = "shared";

/** An example for the manifest; it fits the template's schema. */
const exampleConfigurations: Readonly<Record<PluginTemplate, object | undefined>> = {
  headers: { required: "x-team", headers: [{ name: "x-stage", value: "production" }], tells: true },
  body: { required: ["book"] },
  minimal: undefined,
};

/** The texts of all files by their path in the project, sorted. */
export function projectFiles(project: PluginProject): ReadonlyMap<string, string> {
  const { name, template } = project;
  const configuration = exampleConfigurations[template];
  const configured = configuration !== undefined;
  const words: Readonly<Record<string, string>> = {
    name,
    summary: pluginTemplates[template],
    files: configured ? describedConfiguration : "",
    validated: configured ? ", pluginConfig by its schema" : "",
    benchOptions: configured ? ` --config '${JSON.stringify(configuration)}'` : "",
  };
  const filled = [sharedTemplate, template].flatMap((folder) =>
    templateFiles(folder).map(([path, text]): [string, string] => [placeOf(path, name), withWords(text, words)]),
  );
  const made: readonly [string, string][] = [
    ["package.json", `${JSON.stringify(packageOf(project), null, 2)}\n`],
    ["mesh/plugin.yaml", manifestOf(name, configuration)],
  ];
  return new Map([...filled, ...made].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const describedConfiguration = [
  "",
  "- `assembly/config.ts`: its configuration, read into a class",
  "- `schema.json`: the same as a JSON Schema, for `waymark validate` and for readers",
].join("\n");

function templateFiles(folder: string): readonly [string, string][] {
  const base = join(packageRoot, "plugin-templates", folder);
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(base, path).replaceAll("\\", "/"), readFileSync(path, "utf8")]);
}

function placeOf(path: string, name: string): string {
  if (path === "gitignore") return ".gitignore"; // npm leaves files of that name out of packages
  return path === "test/plugin.test.js" ? `test/${name}.test.js` : path;
}

function withWords(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, word: string) => words[word] ?? "");
}

function packageOf({ name, folder }: PluginProject): object {
  const own = packageAt(packageRoot);
  const { sdk, waymark } = dependenciesFrom(folder, own.version);
  return {
    name,
    version: "0.1.0",
    private: true,
    type: "module",
    scripts: { build: "waymark wasm build", test: "waymark wasm test" },
    devDependencies: { "@waymark/proxy-wasm": sdk, jest: own.devDependencies["jest"], waymark },
    // Modules of Node as they are: nothing is transformed.
    jest: { testEnvironment: "node", transform: {} },
  };
}

/** From the registry; in a checkout of waymark from there, so that a project fits what made it. */
function dependenciesFrom(folder: string, version: string): { readonly sdk: string; readonly waymark: string } {
  const sdkFolder = join(packageRoot, "wasm-plugins", "sdk");
  if (!existsSync(join(sdkFolder, "package.json"))) return { sdk: `^${version}`, waymark: `^${version}` };
  const link = (target: string): string => `file:${relative(resolve(folder), target).replaceAll("\\", "/")}`;
  return { sdk: link(sdkFolder), waymark: link(dirname(join(packageRoot, "package.json"))) };
}

function packageAt(folder: string): {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
} {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

function manifestOf(name: string, configuration: object | undefined): string {
  const plugin = {
    apiVersion: "extensions.istio.io/v1alpha1",
    kind: "WasmPlugin",
    metadata: { name, namespace: "shop" },
    spec: {
      targetRefs: [{ group: "", kind: "Service", name: "catalog" }],
      url: `file://../build/${name}.wasm`,
      failStrategy: "FAIL_CLOSE",
      ...(configuration !== undefined && { pluginConfig: configuration }),
    },
  };
  const title = `# Runs ${name} on the requests of one service. The file may also be an image: oci://REGISTRY/${name}:0.1.0\n`;
  return title + stringify(plugin);
}
