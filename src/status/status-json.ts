import type { Location } from "../diagnostics/locate.js";
import { locate } from "../diagnostics/locate.js";
import { pathText } from "../diagnostics/origin.js";
import type { ObjectStatus, Obstacle } from "./condition.js";

/** A status for machines: places instead of offsets, and nothing that is empty. */
export interface JsonStatus extends Omit<ObjectStatus, "origin" | "because" | "where"> {
  readonly where?: readonly string[];
  readonly because?: readonly JsonObstacle[];
  /** Of the object; absent for objects that were not read from a file. */
  readonly location?: Location;
}

/** What keeps an object from being in effect, and the deciding place. */
interface JsonObstacle {
  readonly message: string;
  readonly code?: string;
  readonly object?: string;
  /** `spec.rules[0].backendRefs[0]`. */
  readonly field?: string;
  readonly location?: Location;
}

/** `status` with its places looked up. */
export function statusJson(status: ObjectStatus): JsonStatus {
  const { origin, because, where, ...rest } = status;
  const location = locate(origin);
  return {
    ...rest,
    ...(where.length > 0 && { where }),
    ...(because.length > 0 && { because: because.map(obstacleJson) }),
    ...(location !== undefined && { location }),
  };
}

function obstacleJson({ message, code, origin }: Obstacle): JsonObstacle {
  const location = origin && locate(origin);
  return {
    message,
    ...(code !== undefined && { code }),
    ...(origin !== undefined && { object: origin.object }),
    ...(origin !== undefined && origin.path.length > 0 && { field: pathText(origin.path) }),
    ...(location !== undefined && { location }),
  };
}
