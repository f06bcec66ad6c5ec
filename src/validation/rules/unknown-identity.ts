import { waypointsOf } from "../../binding/waypoints.js";
import { podsIn, workloadNamespaces } from "../../binding/workloads.js";
import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { TextCondition } from "../../ir/access.js";
import type { StringPattern } from "../../ir/pattern.js";
import { lowerPolicy } from "../../lowering/policies.js";
import type { ResourceView } from "../../model/resource-set.js";
import { nearest } from "../../model/schema/spelling.js";
import type { Rule } from "../rule.js";

/** Identities in policies that look like slips of the pen, and those of trust domains that are not accepted. */
export const unknownIdentity: Rule = {
  codes: ["WM5085", "WM5086"],
  check: (view, report) => {
    const known = knownAccounts(view);
    for (const resource of view.all("AuthorizationPolicy")) {
      const { rules } = lowerPolicy(resource, view, () => undefined).policy;
      for (const condition of rules.flatMap(({ from, when }) => [...from.flat(), ...when])) {
        if (condition.kind === "text") reportCondition(condition, known, { view, report });
      }
    }
  },
};

/** The service accounts of each namespace that the manifests tell of. */
type Accounts = ReadonlyMap<string, ReadonlySet<string>>;

function knownAccounts(view: ResourceView): Accounts {
  const found = new Map<string, Set<string>>();
  const add = (namespace: string, account: string): void => {
    found.set(namespace, (found.get(namespace) ?? new Set(["default"])).add(account));
  };
  for (const { metadata } of view.all("Namespace")) add(metadata.name, "default");
  for (const { metadata } of view.all("ServiceAccount")) add(metadata.namespace, metadata.name);
  for (const namespace of workloadNamespaces(view)) {
    for (const { serviceAccount } of podsIn(namespace, view)) add(namespace, serviceAccount);
  }
  for (const { namespace, serviceAccount } of waypointsOf(view)) add(namespace, serviceAccount);
  for (const { metadata, spec } of view.all("WorkloadEntry")) add(metadata.namespace, spec.serviceAccount ?? "default");
  return found;
}

function reportCondition(
  { attribute, values, origin }: TextCondition,
  known: Accounts,
  { view, report }: { readonly view: ResourceView; readonly report: Report },
): void {
  const { trustDomain, trustDomainAliases } = view.mesh;
  const domains = [trustDomain, ...trustDomainAliases];
  for (const value of values) {
    if (value.kind !== "exact") continue;
    const domain = domainOf(attribute.name, value);
    if (domain !== undefined && !domains.includes(domain)) {
      const message = `no client of the mesh has an identity of the trust domain ${domain}`;
      report(diagnostic("WM5086", { origin, message, advice: `the mesh's own is ${trustDomain}` }));
      continue;
    }
    const meant = slipOf(attribute.name, value.value, known);
    if (meant === undefined) continue;
    const message = `nobody runs as ${meant.written}`;
    report(diagnostic("WM5085", { origin, message, advice: `did you mean ${meant.instead}?` }));
  }
}

type Name = TextCondition["attribute"]["name"];

function domainOf(
  attribute: Name,
  value: Extract<StringPattern, { kind: "exact" | "prefix" | "suffix" | "regex" }>,
): string | undefined {
  if (attribute === "trust-domain") return value.value;
  return attribute === "principal" ? /^spiffe:\/\/([^/]+)\//.exec(value.value)?.[1] : undefined;
}

/** What was written and what was likely meant: only where the manifests have something nearly the same. */
function slipOf(
  attribute: Name,
  text: string,
  known: Accounts,
): { readonly written: string; readonly instead: string } | undefined {
  const written = accountIn(attribute, text);
  if (written === undefined) return undefined;
  const { namespace, account } = written;
  const accounts = known.get(namespace);
  if (accounts === undefined) {
    const instead = likely(namespace, [...known.keys()]);
    return instead === undefined ? undefined : { written: `anything of namespace ${namespace}`, instead };
  }
  if (account === undefined || accounts.has(account)) return undefined;
  const instead = likely(account, [...accounts]);
  return instead === undefined ? undefined : { written: `${namespace}/${account}`, instead };
}

function accountIn(
  attribute: Name,
  text: string,
): { readonly namespace: string; readonly account?: string } | undefined {
  if (attribute === "namespace") return { namespace: text };
  const parts =
    attribute === "principal"
      ? /^spiffe:\/\/[^/]+\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(text)
      : attribute === "service-account"
        ? /^([^/]+)\/([^/]+)$/.exec(text)
        : null;
  const [, namespace, account] = parts ?? [];
  return namespace === undefined || account === undefined ? undefined : { namespace, account };
}

/** Short names are near to each other by chance, and names that differ in a number only are mostly siblings. */
function likely(name: string, candidates: readonly string[]): string | undefined {
  if (name.length < 5) return undefined;
  const letters = (text: string): string => text.replace(/[\d-]/g, "");
  const found = nearest(
    name,
    candidates.filter((one) => one !== "default"),
  );
  return found === undefined || letters(found) === letters(name) || Math.abs(found.length - name.length) > 1
    ? undefined
    : found;
}
