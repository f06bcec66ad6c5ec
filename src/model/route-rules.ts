/** What the Gateway API asks of the members of routes together (the rules of its definitions). */
import type { Members, SchemaRule } from "./schema/schema.js";
import { listRule, rule, textOf } from "./schema/schema.js";

/** Whether a member is there and says something; the API takes empty ones for absent. */
function says(members: Members, name: string): boolean {
  return members[name] !== undefined && members[name] !== "" && members[name] !== 0;
}

/** One parent, whatever part of it is meant. */
function parentKey(parent: Members): string {
  return JSON.stringify([parent["group"], parent["kind"], parent["name"], parent["namespace"] || undefined]);
}

/** Several references to one parent must each name a part of it, all in the same way. */
export const parentRules: readonly SchemaRule[] = [
  listRule(
    "names one parent several times, once as a whole: each time must name a port or sectionName",
    (parents) =>
      parents.every((parent) =>
        parents.every(
          (other) =>
            parentKey(parent) !== parentKey(other) ||
            (says(parent, "port") === says(other, "port") &&
              says(parent, "sectionName") === says(other, "sectionName")),
        ),
      ),
    "Give each of them a port or sectionName, or keep one.",
  ),
  listRule(
    "has the same parent twice",
    (parents) => {
      const parts = parents.map((parent) => `${parentKey(parent)} ${parent["port"]} ${textOf(parent, "sectionName")}`);
      return new Set(parts).size === parts.length;
    },
    "Remove one of them, or tell them apart by port or sectionName.",
  ),
];

/** A Service is reached at a port; other kinds know theirs. */
export const portOfService: SchemaRule = rule(
  "refers to a Service, so it must have a port",
  ({ group, kind, port }) => group !== "" || kind !== "Service" || port !== undefined,
  { advice: 'Add "port".' },
);

/** All rules of a route share one budget of matches. */
export const mostMatches: SchemaRule = listRule(
  "must not have more than 128 matches over all rules",
  (rules) => rules.reduce((sum, { matches }) => sum + (Array.isArray(matches) ? matches.length : 0), 0) <= 128,
  "Split the route.",
);

/** A session by cookie has one, though it may leave everything about it open. Before `cookie` there were other names. */
export const cookieOfSession: SchemaRule = rule(
  "is by cookie, so it must have a cookie",
  ({ type, cookie, cookieConfig, sessionName, header }) =>
    type !== "Cookie" || header !== undefined || (cookie ?? cookieConfig ?? sessionName) !== undefined,
  { advice: "Write `cookie: {}` if nothing about it matters." },
);
