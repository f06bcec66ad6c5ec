/** What there is to say about single objects, whoever refers to them. */
import { reportBackendTls } from "../binding/backend-tls.js";
import { reportRule } from "../binding/destination-rules.js";
import { reportEntry } from "../binding/entry-findings.js";
import { reportLayer4Route, reportParents } from "../binding/parent-findings.js";
import { reportTargets } from "../binding/policy-targets.js";
import { sameElements } from "../incremental.js";
import { reportPlugin } from "../lowering/plugin-findings.js";
import { reportAdvice } from "../lowering/policy-advice.js";
import { step } from "./step.js";
/** Attached to nothing, aimed at nothing, enforced by nobody. */
const judges = {
    HTTPRoute: reportParents,
    GRPCRoute: reportParents,
    TLSRoute: reportLayer4Route,
    TCPRoute: reportLayer4Route,
    UDPRoute: reportLayer4Route,
    AuthorizationPolicy: (policy, view, report) => {
        reportTargets(policy, view, report);
        reportAdvice(policy, view, report);
    },
    RequestAuthentication: reportTargets,
    ServiceEntry: reportEntry,
    DestinationRule: reportRule,
    BackendTLSPolicy: reportBackendTls,
    TrafficExtension: reportPlugin,
    WasmPlugin: reportPlugin,
};
/** Computes the findings of every object of these kinds. */
export function findingsStep(current) {
    return step(current, {
        key: "findings",
        compute: ({ scope }) => Object.keys(judges).flatMap((kind) => scope.cell(findingsOfKindStep(current, kind))),
        same: sameElements,
    });
}
function findingsOfKindStep(current, kind) {
    return step(current, {
        key: `findings/${kind}`,
        compute: ({ scope, view }) => view.names(kind).map((name) => scope.cell(objectStep(current, kind, name))),
        same: sameElements,
    });
}
/** The value says nothing; the notes of the cell do. */
function objectStep(current, kind, name) {
    return step(current, {
        key: `findings/${kind}/${name}`,
        compute: ({ view, report }) => {
            const [namespace = "", own = ""] = name.split("/");
            const object = view.object(kind, namespace, own);
            if (object !== undefined)
                judges[kind](object, view, report);
            return null;
        },
    });
}
//# sourceMappingURL=findings.js.map