/** Bootstraps: templates from files, filled with what the translator knows. */
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProxyNode } from "../control-plane-types.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { locate } from "../diagnostics/locate.js";
import { waypointBootstrap, waypointNode, type XdsAddress } from "../envoy/bootstrap.js";
import { nodeProxyBootstrap } from "../envoy/node-proxy-bootstrap.js";
import {
  type Filled,
  type Json,
  type Misfit,
  type Template,
  type TemplateName,
  type Templates,
  templateTypes,
} from "../envoy/templates.js";
import type { WaypointName } from "../ir/waypoint.js";
import { fromJson, type JsonValue, ProtoError } from "../protos.js";
import type { Translator } from "../translate.js";

const ownTemplates = fileURLToPath(new URL("../../envoy-templates/", import.meta.url));

/** A template that cannot be used: what is wrong with it, each with file, line and column. */
class TemplateFailure extends Error {
  override readonly name: string = "TemplateFailure";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(described).join("\n"));
    this.diagnostics = diagnostics;
  }
}

/** What a bootstrap needs besides the templates. */
export interface BootstrapSite {
  readonly xds: XdsAddress;
  readonly admin: { readonly address: string; readonly port: number };
  readonly translator: Translator;
}

/** Makes the bootstraps of all proxies from one set of templates. */
export class ControlPlaneBootstraps {
  readonly #templates: Templates;

  private constructor(templates: Templates) {
    this.#templates = templates;
  }

  /** Our templates, with those of the same name in `overrides` in their place. @throws Error for a name we do not know. */
  static async read(overrides?: string): Promise<ControlPlaneBootstraps> {
    const names = Object.keys(templateTypes) as TemplateName[];
    const replaced = overrides === undefined ? [] : (await readdir(overrides)).filter((file) => file.endsWith(".yaml"));
    const unknown = replaced.filter((file) => !names.includes(file as TemplateName));
    if (unknown.length > 0) {
      throw new Error(
        `${overrides} has templates that waymark does not use: ${unknown.join(", ")} (known: ${names.join(", ")})`,
      );
    }
    const entries = await Promise.all(
      names.map(async (name): Promise<[TemplateName, Template]> => {
        const folder = overrides !== undefined && replaced.includes(name) ? overrides : ownTemplates;
        const file = join(folder, name);
        return [name, { file: relative(process.cwd(), file) || file, text: await readFile(file, "utf8") }];
      }),
    );
    return new ControlPlaneBootstraps(Object.fromEntries(entries) as unknown as Templates);
  }

  /** ProtoJSON of the bootstrap, indented. @throws TemplateFailure if a template does not fit. */
  bootstrapOf(node: ProxyNode, site: BootstrapSite): string {
    const filled = this.#filled(node, site);
    if (filled.value === undefined) throw new TemplateFailure(filled.diagnostics);
    return `${JSON.stringify(filled.value, null, 2)}\n`;
  }

  #filled(node: ProxyNode, { xds, admin, translator }: BootstrapSite): Filled {
    const source = { templates: this.#templates, misfit };
    if ("nodeProxy" in node) return nodeProxyBootstrap({ name: node.nodeProxy, admin, xds }, source);
    const waypoint = translator.waypoints().find(({ namespace, name }) => `${namespace}/${name}` === node.waypoint);
    if (waypoint === undefined) throw new Error(`there is no waypoint ${node.waypoint}`);
    const accessLogFile = translator.waypoint(node.waypoint)?.settings.accessLogFile;
    return waypointBootstrap(
      {
        node: waypointNode(node.waypoint as WaypointName, waypoint.address),
        listen: { address: waypoint.address, port: waypoint.port },
        admin,
        xds,
        ...(accessLogFile !== undefined && { accessLogFile }),
      },
      source,
    );
  }
}

const misfit: Misfit = (type, json: Json) => {
  try {
    fromJson(type, json as JsonValue);
    return undefined;
  } catch (error) {
    if (error instanceof ProtoError) return { path: error.path, reason: error.reason };
    throw error;
  }
};

function described(found: Diagnostic): string {
  const place = found.origin && locate(found.origin);
  const where = place === undefined ? "" : `${place.file}:${place.line}:${place.column} `;
  const advice = found.advice === undefined ? "" : ` (${found.advice})`;
  return `${where}${found.severity} ${found.code}: ${found.message}${advice}`;
}
