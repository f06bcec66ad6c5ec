/** What the Gateway API asks of the members of routes together (the rules of its definitions). */
import type { Members, SchemaRule } from "./schema/schema.js";
import { listRule, membersOf, rule, textOf } from "./schema/schema.js";

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

/** A session is kept by what its type names. Before `cookie` there was `sessionName`, which still counts as one. */
export const sessionRules: readonly SchemaRule[] = [
  rule("is by cookie, so it must have a cookie", (session) => {
    const { type, cookie, cookieConfig, sessionName, header } = session;
    return type !== "Cookie" || header !== undefined || (cookie ?? cookieConfig ?? sessionName) !== undefined;
  }),
  rule("is by header, so it must have a header", ({ type, header, sessionName }) => {
    return type !== "Header" || (header ?? sessionName) !== undefined;
  }),
  rule("is by cookie, so it cannot have a header", ({ type, header }) => type !== "Cookie" || header === undefined, {
    about: "header",
  }),
  rule("is by header, so it cannot have a cookie", ({ type, cookie }) => type !== "Header" || cookie === undefined, {
    about: "cookie",
  }),
  rule("has a Permanent cookie, so it must have an absoluteTimeout", (session) => {
    return (
      textOf(membersOf(session, "cookie"), "lifetimeType") !== "Permanent" || session["absoluteTimeout"] !== undefined
    );
  }),
];
