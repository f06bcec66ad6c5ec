/** Bootstraps: templates from files, filled with what the translator knows. */
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { locate } from "../diagnostics/locate.js";
import { waypointBootstrap, waypointNode } from "../envoy/bootstrap.js";
import { nodeProxyBootstrap } from "../envoy/node-proxy-bootstrap.js";
import { templateTypes, } from "../envoy/templates.js";
import { fromJson, ProtoError } from "../protos.js";
const ownTemplates = fileURLToPath(new URL("../../envoy-templates/", import.meta.url));
/** A template that cannot be used: what is wrong with it, each with file, line and column. */
class TemplateFailure extends Error {
    name = "TemplateFailure";
    diagnostics;
    constructor(diagnostics) {
        super(diagnostics.map(described).join("\n"));
        this.diagnostics = diagnostics;
    }
}
/** Makes the bootstraps of all proxies from one set of templates. */
export class ControlPlaneBootstraps {
    #templates;
    constructor(templates) {
        this.#templates = templates;
    }
    /** Our templates, with those of the same name in `overrides` in their place. @throws Error for a name we do not know. */
    static async read(overrides) {
        const names = Object.keys(templateTypes);
        const replaced = overrides === undefined ? [] : (await readdir(overrides)).filter((file) => file.endsWith(".yaml"));
        const unknown = replaced.filter((file) => !names.includes(file));
        if (unknown.length > 0) {
            throw new Error(`${overrides} has templates that waymark does not use: ${unknown.join(", ")} (known: ${names.join(", ")})`);
        }
        const entries = await Promise.all(names.map(async (name) => {
            const folder = overrides !== undefined && replaced.includes(name) ? overrides : ownTemplates;
            const file = join(folder, name);
            return [name, { file: relative(process.cwd(), file) || file, text: await readFile(file, "utf8") }];
        }));
        return new ControlPlaneBootstraps(Object.fromEntries(entries));
    }
    /** ProtoJSON of the bootstrap, indented. @throws TemplateFailure if a template does not fit. */
    bootstrapOf(node, site) {
        const filled = this.#filled(node, site);
        if (filled.value === undefined)
            throw new TemplateFailure(filled.diagnostics);
        return `${JSON.stringify(filled.value, null, 2)}\n`;
    }
    #filled(node, { xds, admin, translator }) {
        const source = { templates: this.#templates, misfit };
        if ("nodeProxy" in node)
            return nodeProxyBootstrap({ name: node.nodeProxy, admin, xds }, source);
        const waypoint = translator.waypoints().find(({ namespace, name }) => `${namespace}/${name}` === node.waypoint);
        if (waypoint === undefined)
            throw new Error(`there is no waypoint ${node.waypoint}`);
        const accessLogFile = translator.waypoint(node.waypoint)?.settings.accessLogFile;
        return waypointBootstrap({
            node: waypointNode(node.waypoint, waypoint.address),
            listen: { address: waypoint.address, port: waypoint.port },
            admin,
            xds,
            ...(accessLogFile !== undefined && { accessLogFile }),
        }, source);
    }
}
const misfit = (type, json) => {
    try {
        fromJson(type, json);
        return undefined;
    }
    catch (error) {
        if (error instanceof ProtoError)
            return { path: error.path, reason: error.reason };
        throw error;
    }
};
function described(found) {
    const place = found.origin && locate(found.origin);
    const where = place === undefined ? "" : `${place.file}:${place.line}:${place.column} `;
    const advice = found.advice === undefined ? "" : ` (${found.advice})`;
    return `${where}${found.severity} ${found.code}: ${found.message}${advice}`;
}
//# sourceMappingURL=bootstraps.js.map