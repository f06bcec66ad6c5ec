/** A local mesh that mesh tests are put to. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeyFetching, ModuleFetching } from "../control-plane-types.js";
import type { Explanation } from "../explain/explanation.js";
import type { ExplainedMesh } from "../explain/request.js";
import type { TokenRule } from "../ir/authentication.js";
import { createLogger } from "../log.js";
import type { Answer } from "../mesh-tests/answers.js";
import type { CaseRequest } from "../mesh-tests/mesh-test.js";
import type { AskProxies } from "../mesh-tests/run-mesh-tests.js";
import type { ProvenRequest, TestIssuer } from "../mesh-tests/test-issuer.js";
import { judgedOnWire, type Observed } from "../mesh-tests/wire.js";
import { type LocalMesh, type LocalMeshEvent, startLocalMesh } from "./local-mesh.js";
import { localMeshParts } from "./local-mesh-parts.js";
import { openProcessGuard, type ProcessGuard } from "./process-guard.js";
import { requestThroughProxy } from "./proxied-request.js";

export interface AskedProxiesOptions {
  readonly manifests: readonly string[];
  readonly issuer: TestIssuer;
  /** Whether tokens of claims alone can be proven to rules whose keys are published. */
  readonly keys: KeyFetching;
  readonly modules: ModuleFetching;
  /** Told what finding Envoy involves, line by line. */
  readonly note: (line: string) => void;
  /** Handed what stops everything, as soon as there is something to stop: for whoever is interrupted meanwhile. */
  readonly onClosable?: (close: () => Promise<void>) => void;
}

/** A mesh that runs and can be asked. */
export interface AskedProxies {
  readonly ask: AskProxies;
  /** Stops everything; safe to call twice. */
  close(): Promise<void>;
}

const settlingMs = 60_000;

/** The proxies do not come to do what the manifests say: the message tells which, and what they complained of. */
class UnsettledMesh extends Error {
  override readonly name = "UnsettledMesh";

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
  }
}

/** Starts the mesh of some manifests. @throws when it cannot be started, or does not settle; nothing is left running then */
export async function askedProxies(options: AskedProxiesOptions): Promise<AskedProxies> {
  const folder = await mkdtemp(join(tmpdir(), "waymark-tests-"));
  const guard = await openProcessGuard(join(folder, "run"));
  const troubles: string[] = [];
  const starting = started(options, { folder, guard, onEvent: (event) => troubles.push(...troubleIn(event)) });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      // What is half started writes into the folder: it is waited for, and stopped then.
      await (await starting.catch(() => undefined))?.close();
      guard.close();
      await rm(folder, { recursive: true, force: true });
    })();
    return closing;
  };
  options.onClosable?.(close);
  try {
    const mesh = await starting;
    const missing = await mesh.settled(settlingMs);
    if (missing.length > 0) throw new UnsettledMesh([`the mesh does not settle: ${missing.join("; ")}`, ...troubles]);
    return { ask: (asked) => asks(asked, mesh, options), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Surroundings {
  readonly folder: string;
  readonly guard: ProcessGuard;
  readonly onEvent: (event: LocalMeshEvent) => void;
}

async function started(
  { manifests, issuer, keys, modules, note }: AskedProxiesOptions,
  { folder, guard, onEvent }: Surroundings,
): Promise<LocalMesh> {
  const parts = await localMeshParts({ guard, note });
  const stateDir = join(folder, "state");
  const log = createLogger({ level: "silent" });
  const { believed: rewrite } = issuer;
  const own = { folder: manifests, watch: false, stateDir, userWorkloads: [], rewrite, log, onEvent };
  return await startLocalMesh({ ...own, keys, modules }, parts);
}

function troubleIn(event: LocalMeshEvent): readonly string[] {
  if (event.kind === "nack") return [`an Envoy refused ${JSON.stringify(event)}`];
  return event.kind === "log" && event.level === "error" ? [`${event.source}: ${event.message}`] : [];
}

type Asked = Parameters<AskProxies>[0];

async function asks(
  { test, mesh, story, answers }: Asked,
  running: LocalMesh,
  { issuer, keys }: AskedProxiesOptions,
): ReturnType<AskProxies> {
  const { request, expect } = test;
  const rule = believedRule(story, mesh);
  const proxy = proxyOf(request.from, running);
  const skipped = reasonToSkip({ request, story, answers }, { rule, keysFetched: keys !== "nothing" });
  if (skipped !== undefined) return { skipped };
  if (proxy === undefined) return { skipped: `the mesh has no pod of ${request.from}` };
  // Where nobody looks for tokens, claims have no say and need no token.
  const sent =
    request.claims === undefined || rule === undefined ? request : issuer.proven(request, request.claims, rule);
  const observed: Observed[] = [];
  for (let time = 0; time < request.times; time++) observed.push(await observedOf(request, sent, proxy));
  return judgedOnWire(expect, answers, observed);
}

/** What no local mesh can play is not asked of it. */
function reasonToSkip(
  {
    request,
    story,
    answers,
  }: { readonly request: CaseRequest; readonly story: Explanation; readonly answers: readonly Answer[] },
  { rule, keysFetched }: { readonly rule: TokenRule | undefined; readonly keysFetched: boolean },
): string | undefined {
  if (request.ip !== undefined) return "a client has the address of its pod there";
  const steps = [...story.steps, ...story.outcomes.flatMap((outcome) => outcome.steps)];
  if (steps.some(({ did }) => did === "asked")) return "an authorizer decides, and nobody plays it";
  const isUnknown = rule === undefined && steps.some(({ what, verdict }) => what === "token" && verdict === "refused");
  if (request.claims !== undefined && isUnknown) return "its claims cannot be proven: nobody knows their issuer";
  if (request.claims !== undefined && keysFetched && rule !== undefined && rule.keys.kind !== "inline") {
    return `its claims cannot be proven: the keys of ${rule.issuer} are fetched`;
  }
  const leaves = answers.some(({ received }) => received !== undefined && received.pods.length === 0);
  return leaves ? "the request leaves the mesh" : undefined;
}

/** The rule by which claims are believed. */
function believedRule({ steps, outcomes }: Explanation, { waypoints }: ExplainedMesh): TokenRule | undefined {
  const all = [...steps, ...outcomes.flatMap((outcome) => outcome.steps)];
  const origin = all.find(({ did }) => did === "believed")?.origin;
  const rules = waypoints.flatMap(({ ports }) => ports.flatMap(({ access }) => access.authentication?.rules ?? []));
  return origin && rules.find((rule) => rule.origin === origin);
}

function proxyOf(from: string, mesh: LocalMesh): string | undefined {
  const [namespace, second, account] = from.split("/");
  const found = mesh.view().identities.find((one) => {
    return one.namespace === namespace && (account === undefined ? one.pod === second : one.serviceAccount === account);
  });
  return found?.proxyUrl;
}

async function observedOf(request: CaseRequest, sent: ProvenRequest, proxy: string): Promise<Observed> {
  const { host, port, method } = request;
  const name = host.includes(":") ? `[${host}]` : host;
  const outcome = await requestThroughProxy({
    proxy,
    url: `http://${name}:${port}/`,
    path: sent.path,
    method,
    headers: sent.headers,
  });
  return outcome.kind === "answered" ? { ...outcome, bodiless: method === "HEAD" } : outcome;
}
