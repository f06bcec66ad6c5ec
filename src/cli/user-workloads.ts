import type { UserWorkload } from "../runtime/workload-plan.js";
import { UsageError } from "./exit.js";

/**
 * `shop/reviews=http://127.0.0.1:3000`, each.
 * @throws UsageError when one is not of this form
 */
export function userWorkloads(values: readonly string[]): readonly UserWorkload[] {
  return values.map((value) => {
    const [, name, target = ""] = /^([^/=]+\/[^/=]+)=(.+)$/.exec(value) ?? [];
    const href = target.includes("://") ? target : `http://${target}`;
    if (name === undefined || !URL.canParse(href) || new URL(href).hostname === "") {
      throw new UsageError(`--workload ${value}: write NAMESPACE/NAME=URL, such as shop/reviews=http://127.0.0.1:3000`);
    }
    return { name, target: new URL(href).href.replace(/\/$/, "") };
  });
}
