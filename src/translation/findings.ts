/** What there is to say about single objects, whoever refers to them. */
import { reportParents, reportTargets } from "../binding/attachments.js";
import { sameElements } from "../incremental.js";
import type { Kind } from "../model/resource.js";
import { type CurrentResources, type Step, step } from "./step.js";

const judged = ["HTTPRoute", "AuthorizationPolicy", "RequestAuthentication"] as const satisfies readonly Kind[];

/** Computes the findings of every route and policy: attached to nothing, aimed at nothing, enforced by nobody. */
export function findingsStep(current: CurrentResources): Step<readonly null[]> {
  return step(current, {
    key: "findings",
    compute: ({ scope }) => judged.flatMap((kind) => scope.cell(findingsOfKindStep(current, kind))),
    same: sameElements,
  });
}

function findingsOfKindStep(current: CurrentResources, kind: (typeof judged)[number]): Step<readonly null[]> {
  return step(current, {
    key: `findings/${kind}`,
    compute: ({ scope, view }) => view.names(kind).map((name) => scope.cell(objectStep(current, kind, name))),
    same: sameElements,
  });
}

/** The value says nothing; the notes of the cell do. */
function objectStep(current: CurrentResources, kind: (typeof judged)[number], name: string): Step<null> {
  return step(current, {
    key: `findings/${kind}/${name}`,
    compute: ({ view, report }) => {
      const [namespace = "", own = ""] = name.split("/");
      if (kind === "HTTPRoute") {
        const route = view.object(kind, namespace, own);
        if (route !== undefined) reportParents(route, view, report);
      } else {
        const policy =
          kind === "AuthorizationPolicy" ? view.object(kind, namespace, own) : view.object(kind, namespace, own);
        if (policy !== undefined) reportTargets(policy, view, report);
      }
      return null;
    },
  });
}
