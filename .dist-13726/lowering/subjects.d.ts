import type { MeshConfiguration } from "../model/mesh-configuration.js";
import type { Subject } from "./conditions.js";
/** What the values of a policy are read with. */
export interface PolicyScope {
    /** Of the policy: service accounts without a namespace are in it. */
    readonly namespace: string;
    readonly mesh: Pick<MeshConfiguration, "trustDomain" | "trustDomainAliases" | "trustedProxies">;
}
/** The source of a connection or request, by the name of the list in `from`. */
export declare function sourceSubjects(scope: PolicyScope): Readonly<Record<SourceField, Subject>>;
export type SourceField = "principals" | "requestPrincipals" | "namespaces" | "serviceAccounts" | "trustDomains" | "ipBlocks" | "remoteIpBlocks";
/** The operation, by the name of the list in `to`. */
export declare const operationSubjects: Readonly<Record<"hosts" | "ports" | "methods" | "paths", Subject>>;
/** What a `when` key is about; undefined for keys that waymark does not know. */
export declare function subjectOfKey(key: string, scope: PolicyScope): Subject | undefined;
