import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
const everyOrigin = { kind: "exact", value: "*" };
/** What a CORS filter (GEP-1767) allows. */
export function lowerCors(cors, origin, report) {
    const listed = (field) => {
        const values = cors[field];
        if (!values.includes("*"))
            return values;
        if (values.length > 1) {
            const message = `the other ${values.length - 1} of ${field} say nothing beside "*"`;
            report(diagnostic("WM4032", { origin: at(origin, field), message }));
        }
        return "*";
    };
    const origins = listed("allowOrigins");
    return {
        origins: origins === "*" ? [everyOrigin] : origins.flatMap(originPatterns),
        methods: listed("allowMethods"),
        headers: listed("allowHeaders"),
        exposedHeaders: exposedHeaders(cors, at(origin, "exposeHeaders"), report),
        credentials: cors.allowCredentials,
        maxAgeSeconds: cors.maxAge,
    };
}
function exposedHeaders({ exposeHeaders, allowCredentials }, origin, report) {
    if (!allowCredentials || !exposeHeaders.includes("*"))
        return exposeHeaders;
    report(diagnostic("WM4033", { origin, message: `"*" exposes no header where credentials are allowed` }));
    return exposeHeaders.filter((name) => name !== "*");
}
const schemePorts = { http: "80", https: "443" };
/** Browsers write origins in lower case and without the scheme's own port; either spelling means the same origin. */
function originPatterns(written) {
    const [, scheme = "", host = "", port] = /^(https?):\/\/(.*?)(?::(\d+))?$/.exec(written.toLowerCase()) ?? [];
    const own = schemePorts[scheme];
    const ports = port === undefined || port === own ? ["", `:${own}`] : [`:${port}`];
    // A leading wildcard stands for any number of labels.
    if (!host.startsWith("*"))
        return ports.map((suffix) => ({ kind: "exact", value: `${scheme}://${host}${suffix}` }));
    const rest = host.slice(1).replace(/\./g, "\\.");
    const hosts = rest === "" ? "([^/:?#]+|\\[[0-9a-f:.]+\\])" : `[^/:?#]+${rest}`;
    const allowed = ports.includes("") ? `(:${own})?` : `:${port}`;
    return [{ kind: "regex", value: `${scheme}://${hosts}${allowed}` }];
}
//# sourceMappingURL=route-cors.js.map