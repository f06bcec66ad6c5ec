import { hboneListener, isWaypoint, type WaypointGateway } from "../binding/waypoints.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ObjectStatus } from "./condition.js";
import { conditionOf, distinctObstacles, identityOf, inEffectCondition } from "./condition.js";
import type { EffectFinding } from "./object-findings.js";

/** What a waypoint is known to serve. */
export interface Members {
  /** `Service shop/reviews`, `Pod shop/reviews-0`; sorted. */
  readonly serves: readonly string[];
  readonly waypoint: WaypointGateway;
}

/** A waypoint: where it is, and whom it serves. Undefined for Gateways of other controllers. */
export function gatewayStatus(
  gateway: Resource<"Gateway">,
  members: Members | undefined,
  { view, findings }: { readonly view: ResourceView; readonly findings: readonly EffectFinding[] },
): ObjectStatus | undefined {
  if (!isWaypoint(gateway, view) || members === undefined) return undefined;
  const { address, port } = members.waypoint;
  const because = distinctObstacles(findings);
  const where = [`${address}:${port}`];
  const summary = { inEffect: because.length > 0 ? "partly" : "yes", where, because } as const;
  const accepted =
    hboneListener(gateway) === undefined
      ? { reason: "ListenersNotValid", message: `a waypoint listens with protocol HBONE on port ${port}` }
      : { reason: "Accepted", message: "the Gateway is a waypoint" };
  return {
    ...identityOf(gateway),
    ...summary,
    conditions: [
      conditionOf(gateway, { type: "Accepted", status: "True", ...accepted }),
      conditionOf(gateway, {
        type: "Programmed",
        status: "True",
        reason: "Programmed",
        message: `its configuration is made for ${address}:${port}`,
      }),
      inEffectCondition(gateway, summary),
    ],
    addresses: [{ type: "IPAddress", value: address }],
    serves: members.serves,
  };
}
