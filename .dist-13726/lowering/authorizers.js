import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { grpcAuthorizerSchema, httpAuthorizerSchema } from "../model/authorizer-provider.js";
import { check } from "../model/schema/validator.js";
import { protoDurationMs } from "./durations.js";
import { serviceNamed } from "./provider-services.js";
import { textPattern } from "./text-patterns.js";
/** How each member of a provider that authorizes is written. */
const forms = {
    envoyExtAuthzGrpc: grpcAuthorizerSchema,
    envoyExtAuthzHttp: httpAuthorizerSchema,
};
const defaultTimeoutMs = 600_000;
const defaultStatus = 403;
/**
 * The authorizer of that name in the mesh configuration. Undefined if there is none that can be asked: the caller must
 * refuse what it would have been asked about.
 * @param wanted where the name is written, for what is to be said about it
 */
export function authorizerNamed(name, wanted, { view, report }) {
    const provider = view.mesh.extensionProviders.find((candidate) => candidate.name === name);
    if (provider === undefined) {
        const message = name === "" ? "no provider is named" : `the mesh configuration has no provider ${JSON.stringify(name)}`;
        report(diagnostic("WM5030", { origin: wanted, message }));
        return undefined;
    }
    const origin = originOf(provider, view) ?? wanted;
    const described = Object.keys(forms).filter((form) => provider[form] !== undefined);
    const [form, ...others] = described;
    if (form === undefined || others.length > 0) {
        const how = form === undefined ? "neither as" : "both as";
        const message = `the provider ${JSON.stringify(name)} is described ${how} envoyExtAuthzGrpc ${form === undefined ? "nor" : "and"} as envoyExtAuthzHttp`;
        report(diagnostic("WM5031", { origin, message }));
        return undefined;
    }
    return authorizerOf({ provider, form, origin: at(origin, form) }, view, report);
}
function authorizerOf(described, view, report) {
    const { provider, form, origin } = described;
    // The check fills in and removes: not in the mesh configuration itself.
    const settings = structuredClone(provider[form]);
    const { accepted, violations } = check(forms[form], settings);
    for (const { path, message, advice } of violations) {
        const code = accepted ? "WM5034" : "WM5032";
        report(diagnostic(code, { origin: at(origin, ...path), message, advice }));
    }
    if (!accepted)
        return undefined;
    const known = settings;
    const timeoutMs = known.timeout === undefined ? defaultTimeoutMs : (protoDurationMs(known.timeout) ?? 0);
    if (timeoutMs < 1 || timeoutMs > longestMs) {
        const message = `an answer within ${known.timeout} cannot be waited for`;
        report(diagnostic("WM5032", { origin: at(origin, "timeout"), message, advice: "Use between 1ms and 24h." }));
        return undefined;
    }
    const destination = serviceNamed(known, { view, origin }, report);
    const protocol = form === "envoyExtAuthzGrpc" ? { kind: "grpc" } : httpAuthorization(known, origin, report);
    if (destination === undefined || protocol === undefined)
        return undefined;
    const { failOpen, statusOnError, includeRequestBodyInCheck: body, clearRouteCache } = known;
    return {
        name: provider.name,
        destination,
        timeoutMs,
        unavailable: failOpen === true ? { kind: "let-pass" } : { kind: "refuse", status: Number(statusOnError ?? defaultStatus) },
        ...(body?.maxRequestBytes !== undefined && {
            body: {
                maxBytes: body.maxRequestBytes,
                allowPartial: body.allowPartialMessage === true,
                asBytes: body.packAsBytes === true,
            },
        }),
        reroutes: clearRouteCache === true,
        protocol,
        origin,
    };
}
const longestMs = 24 * 3_600_000;
function httpAuthorization(settings, origin, report) {
    const { includeHeadersInCheck, includeRequestHeadersInCheck, includeAdditionalHeadersInCheck = {} } = settings;
    if (includeHeadersInCheck !== undefined && includeRequestHeadersInCheck !== undefined) {
        const message = "includeHeadersInCheck is not read, because includeRequestHeadersInCheck is there";
        report(diagnostic("WM5034", { origin: at(origin, "includeHeadersInCheck"), message }));
    }
    if (settings.includeRequestBodyInCheck?.packAsBytes === true) {
        const message = "packAsBytes means nothing to an HTTP authorizer: it gets the body as it is";
        report(diagnostic("WM5034", { origin: at(origin, "includeRequestBodyInCheck", "packAsBytes"), message }));
    }
    const unusable = Object.keys(includeAdditionalHeadersInCheck).find((name) => !isAddable(name));
    if (unusable !== undefined) {
        const message = `${JSON.stringify(unusable)} is no header that can be added`;
        report(diagnostic("WM5032", { origin: at(origin, "includeAdditionalHeadersInCheck", unusable), message }));
        return undefined;
    }
    return {
        kind: "http",
        pathPrefix: settings.pathPrefix ?? "",
        seesHeaders: headerPatterns(includeRequestHeadersInCheck ?? includeHeadersInCheck),
        extraHeaders: Object.entries(includeAdditionalHeadersInCheck).map(([name, value]) => {
            return { name: name.toLowerCase(), value };
        }),
        toApplication: headerPatterns(settings.headersToUpstreamOnAllow),
        toClientOnAllow: headerPatterns(settings.headersToDownstreamOnAllow),
        toClientOnDeny: headerPatterns(settings.headersToDownstreamOnDeny),
    };
}
function isAddable(name) {
    return /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/.test(name) && name.toLowerCase() !== "host";
}
function headerPatterns(values = []) {
    return values.flatMap((value) => textPattern(value.toLowerCase()) ?? []);
}
/** The provider in the object that declares it. The last object that declares providers at all holds. */
function originOf(provider, view) {
    const declaring = view.all("MeshConfig").findLast(({ spec }) => spec.extensionProviders !== undefined);
    const index = declaring?.spec.extensionProviders?.findIndex(({ name }) => name === provider.name) ?? -1;
    return declaring === undefined || index < 0 ? undefined : at(declaring.origin, "spec", "extensionProviders", index);
}
//# sourceMappingURL=authorizers.js.map