import type { ProxyNode } from "../control-plane-types.js";
import { type XdsAddress } from "../envoy/bootstrap.js";
import type { Translator } from "../translate.js";
/** What a bootstrap needs besides the templates. */
export interface BootstrapSite {
    readonly xds: XdsAddress;
    readonly admin: {
        readonly address: string;
        readonly port: number;
    };
    readonly translator: Translator;
}
/** Makes the bootstraps of all proxies from one set of templates. */
export declare class ControlPlaneBootstraps {
    #private;
    private constructor();
    /** Our templates, with those of the same name in `overrides` in their place. @throws Error for a name we do not know. */
    static read(overrides?: string): Promise<ControlPlaneBootstraps>;
    /** ProtoJSON of the bootstrap, indented. @throws TemplateFailure if a template does not fit. */
    bootstrapOf(node: ProxyNode, site: BootstrapSite): string;
}
