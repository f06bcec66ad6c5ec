/** Clients that rules may tell apart, as `namespace/sa/account`. */
import { clientParts } from "../../explain/facts.js";
import type { ExplainedMesh } from "../../explain/request.js";
import type { StringPattern } from "../../ir/pattern.js";
import type { DecidingSide } from "../residual.js";
import { textSamples } from "./text-samples.js";
import { patternsFor, unique, type Vocabulary } from "./vocabulary.js";

/** Nobody of the mesh. */
const stranger = "elsewhere/sa/stranger";

/** Those of the service's own namespace first, then the others of the mesh, then those that only rules speak of. */
export function clientCandidates(
  vocabulary: Vocabulary,
  sides: readonly DecidingSide[],
  namespace: string,
): readonly string[] {
  const ofSides = sides.map(({ mesh }) => new Set(accountsIn(mesh)));
  const all = unique(ofSides.flatMap((accounts) => [...accounts]));
  const rank = (account: string): number =>
    (ofSides.every((accounts) => accounts.has(account)) ? 0 : 2) + (account.startsWith(`${namespace}/`) ? 0 : 1);
  const known = [...all].sort((one, other) => rank(one) - rank(other));
  const audiences = sides.flatMap(({ decisions }) => decisions?.audience ?? []);
  return [...new Set([...known, stranger, ...spokenOf(vocabulary), ...audiences.map(someAccountOf)])];
}

function accountsIn({ node }: ExplainedMesh): readonly string[] {
  const workloads = [...node.clients, ...node.pods.map(({ workload }) => workload)];
  return workloads.flatMap(({ identity }) => {
    const parts = clientParts(identity);
    return parts === undefined ? [] : [`${parts.namespace}/sa/${parts.serviceAccount}`];
  });
}

function someAccountOf(namespace: string): string {
  return `${namespace}/sa/default`;
}

function spokenOf(vocabulary: Vocabulary): readonly string[] {
  const texts = (name: "principal" | "namespace" | "service-account"): readonly string[] =>
    textSamples(patternsFor(vocabulary, (one) => one.name === name)).texts;
  const ofRoutes = vocabulary.routes.flatMap(({ match }) => match.clientNamespaces ?? []);
  return [
    ...texts("principal").flatMap(accountInPrincipal),
    ...texts("service-account").flatMap((text) => {
      const [namespace, account] = text.split("/");
      return isName(namespace) && isName(account) ? [`${namespace}/sa/${account}`] : [];
    }),
    ...[...texts("namespace"), ...ofRoutes].flatMap((text) => (isName(text) ? [someAccountOf(text)] : [])),
    ...partsOfPatterns(patternsFor(vocabulary, (one) => one.name === "principal")),
  ];
}

/** Half an identity: the rest may be anything. */
function accountInPrincipal(text: string): readonly string[] {
  const [, namespace = "elsewhere", account = "default"] = /\/ns\/([^/]+)(?:\/sa\/([^/]+))?/.exec(text) ?? [];
  return text.includes("/ns/") && isName(namespace) && isName(account) ? [`${namespace}/sa/${account}`] : [];
}

function partsOfPatterns(patterns: readonly StringPattern[]): readonly string[] {
  return patterns.flatMap((pattern) => {
    if (pattern.kind !== "suffix") return [];
    const [, account] = /(?:^|\/)sa\/([^/]+)$/.exec(pattern.value) ?? [];
    const own = account ?? /^[^/]*/.exec(pattern.value)?.[0];
    return isName(own) ? [`elsewhere/sa/${own}`] : [];
  });
}

function isName(text: string | undefined): text is string {
  return text !== undefined && /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/.test(text);
}
