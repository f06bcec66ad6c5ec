/**
 * The impure loop around the pure middle: manifests come in, the translator says what differs on the wire, the cache
 * publishes it. One edit after the other; whatever goes wrong with one leaves what was served before in place.
 */

import type {
  BootstrapOptions,
  ControlPlane,
  ControlPlaneEvent,
  ControlPlaneOptions,
  MeshState,
  ObjectChange,
  PendingProxy,
  ProxyNode,
} from "./control-plane-types.js";
import { localNodeProxy } from "./control-plane-types.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { openAuthority } from "./identity/authority.js";
import { sameElements } from "./incremental.js";
import { createMetrics, type Metrics } from "./metrics.js";
import { emptyResources } from "./model/indexed-resources.js";
import type { KeyPlace, KeySetFact } from "./model/key-set-facts.js";
import { keyOf } from "./model/resource.js";
import type { Dependency, ResourceChange, ResourceSet } from "./model/resource-set.js";
import { loadMessageTypes } from "./protos.js";
import { ControlPlaneBootstraps } from "./serving/bootstraps.js";
import { type IssuerKeys, openIssuerKeys } from "./serving/issuer-keys.js";
import { type OpenManifests, openManifests } from "./serving/manifests.js";
import { meshState } from "./serving/mesh-state.js";
import { groupOf, nodeProxyGroup } from "./serving/node-groups.js";
import { pendingProxies } from "./serving/pending.js";
import { openPluginModules, type PluginModules } from "./serving/plugin-modules.js";
import { standInBody } from "./serving/plugin-stub.js";
import { Publisher } from "./serving/publisher.js";
import { eventOf, refusals, translationFailure } from "./serving/xds-events.js";
import { type OutputChange, Translator } from "./translate.js";
import { startXdsServer, type XdsServer } from "./xds/server.js";

/** How long open streams have to notice the end. */
const shutdownGraceMs = 500;

/**
 * How long the first configuration waits for keys at most: a control plane that starts anew must not take the keys of
 * running proxies away for the moment it needs to fetch them. No later edit waits.
 */
const firstKeysMs = 2000;

/** Starts serving. @throws if the state folder, the templates or the address cannot be used. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<RunningControlPlane> {
  const plane = new RunningControlPlane(options, {
    bootstraps: await ControlPlaneBootstraps.read(options.templates),
    authority: await openAuthority(
      options.authority === undefined ? { stateDir: options.stateDir } : { files: options.authority },
    ),
  });
  try {
    await plane.start();
  } catch (error) {
    await plane.close();
    throw error;
  }
  return plane;
}

interface Parts {
  readonly bootstraps: ControlPlaneBootstraps;
  readonly authority: Awaited<ReturnType<typeof openAuthority>>;
}

/** A control plane at work. */
export class RunningControlPlane implements ControlPlane {
  readonly #options: ControlPlaneOptions;
  readonly #bootstraps: ControlPlaneBootstraps;
  readonly #metrics: Metrics = createMetrics();
  readonly #publisher: Publisher;
  readonly #translator: Translator;
  #resources: ResourceSet = emptyResources();
  #sourceDiagnostics: readonly Diagnostic[] = [];
  #told: readonly Diagnostic[] | undefined;
  #server: XdsServer | undefined;
  #manifests: OpenManifests | undefined;
  #keys: IssuerKeys | undefined;
  #modules: PluginModules | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(options: ControlPlaneOptions, { bootstraps, authority }: Parts) {
    this.#options = options;
    this.#bootstraps = bootstraps;
    this.#translator = new Translator(this.#resources, options.nodeProxy);
    this.#publisher = new Publisher({
      authority,
      translator: this.#translator,
      log: options.log,
      onEvent: (event) => this.#tellOf(eventOf(event)),
      onAgain: () => void this.#enqueue(() => this.#goOn(this.#resources, new Set(), [])),
    });
  }

  get xdsAddress(): ControlPlane["xdsAddress"] {
    return { host: this.#options.xds.host, port: this.#server?.port ?? this.#options.xds.port };
  }

  /** Listens, reads the manifests and publishes them; then follows edits if asked to. */
  async start(): Promise<void> {
    const { xds, folder, watch, keys: fetching = {}, stateDir, log } = this.#options;
    this.#server = await startXdsServer({
      cache: this.#publisher.cache,
      address: `${xds.host}:${xds.port}`,
      ...(xds.tls !== undefined && { credentials: xds.tls }),
      resolveNode: (node, peer) =>
        groupOf(node, peer, {
          certificates: xds.tls?.clientCa !== undefined,
          identityOf: (group) => this.#translator.identityOf(group),
        }),
      stub: (url, name) => standInBody(url, name, this.#resources),
      onEvent: (event) => {
        if (event.kind !== "stream-refused") return;
        const { node, peer, reason } = event;
        log.warn({ ...(node !== undefined && { node }), peer, reason }, "a proxy was refused");
      },
    });
    this.#keys = await openIssuerKeys({
      fetching,
      stateDir,
      onFact: (place, fact) => void this.#enqueue(() => this.#learn(place, fact)),
      onFetch: (event) => this.#tellOf(event),
      onStoreFailure: (error) => log.warn({ err: error }, "fetched keys could not be kept for the next start"),
    });
    this.#modules = await openPluginModules({
      fetching: this.#options.modules ?? {},
      stateDir,
      onChange: () => void this.#enqueue(() => this.#learnOfModules()),
      onFetch: (event) => this.#tellOf(event),
      onStoreFailure: (error) => log.warn({ err: error }, "a module could not be kept for the next start"),
    });
    const opening = openManifests(folder, {
      watch,
      onChange: (changes, diagnostics) => this.#enqueue(() => this.#apply(changes, diagnostics)),
    });
    loadMessageTypes(); // while the documents are read
    this.#manifests = await opening;
    await this.#enqueue(() => this.#applyFirst());
  }

  state(): MeshState {
    return meshState(this.#resources, this.#translator, this.#diagnostics());
  }

  bootstrap(node: ProxyNode, options: BootstrapOptions = {}): string {
    return this.#bootstraps.bootstrapOf(node, {
      xds: { address: this.xdsAddress.host, port: this.xdsAddress.port },
      translator: this.#translator,
      admin: options.admin ?? { address: "127.0.0.1", port: 0 },
    });
  }

  pending(): readonly PendingProxy[] {
    return pendingProxies(this.#publisher.cache.status());
  }

  metrics(): Promise<string> {
    return this.#metrics.text();
  }

  /** New certificates for a waypoint or node proxy now, instead of at half of their life. */
  rotateCertificates(node: ProxyNode): Promise<void> {
    return this.#publisher.rotate(groupOfNode(node));
  }

  /** Resolves when every edit that is known so far has been published. */
  settled(): Promise<void> {
    return this.#work;
  }

  async close(): Promise<void> {
    await this.#manifests?.close();
    await this.#keys?.close();
    await this.#modules?.close();
    await this.#work;
    this.#publisher.close();
    await this.#server?.close(shutdownGraceMs);
  }

  /** One piece of work after the other. A bug in one is logged; what was served before stays. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work);
    this.#work = done.catch((error: unknown) => {
      this.#options.log.error(
        { err: error },
        "an edit could not be translated; the last good configuration stays in place",
      );
    });
    return done;
  }

  async #applyFirst(): Promise<void> {
    const { changes = [], diagnostics = [] } = this.#manifests?.first ?? {};
    await this.#apply(changes, diagnostics, firstKeysMs);
  }

  async #apply(changes: readonly ResourceChange[], diagnostics: readonly Diagnostic[], patienceMs = 0): Promise<void> {
    const { rewrite } = this.#options;
    const rewritten = rewrite === undefined ? changes : changes.map((change) => rewrittenChange(change, rewrite));
    const objects = rewritten.map((change) => objectChange(change, this.#resources));
    const { resources, touched } = this.#resources.apply(rewritten);
    const informed = await this.#informed(resources, patienceMs);
    this.#sourceDiagnostics = diagnostics;
    await this.#goOn(informed.resources, new Set([...touched, ...informed.touched]), objects);
  }

  /** These resources with what is known of keys and modules elsewhere. */
  async #informed(resources: ResourceSet, patienceMs: number): ReturnType<PluginModules["patientlyInformed"]> {
    const [keys, modules] = [this.#keys, this.#modules];
    if (keys === undefined || modules === undefined) return { resources, touched: new Set() };
    const attempts = patienceMs > 0 ? modules.patientlyInformed(resources, patienceMs) : undefined;
    const known = patienceMs > 0 ? await keys.patientlyInformed(resources, patienceMs) : keys.informed(resources);
    await attempts;
    const all = modules.informed(known.resources);
    return { resources: all.resources, touched: new Set([...known.touched, ...all.touched]) };
  }

  /** Modules were had, or could not be. */
  async #learnOfModules(): Promise<void> {
    const informed = this.#modules?.informed(this.#resources);
    if (informed !== undefined && informed.touched.size > 0) await this.#goOn(informed.resources, informed.touched, []);
  }

  /** A key set was fetched, or could not be. */
  async #learn(place: KeyPlace, fact: KeySetFact): Promise<void> {
    const { resources, touched } = this.#resources.withKeySets(new Map([[place, fact]]));
    if (touched.size > 0) await this.#goOn(resources, touched, []);
  }

  /** From these resources on; `objects` is who changed. */
  async #goOn(
    resources: ResourceSet,
    touched: ReadonlySet<Dependency>,
    objects: readonly ObjectChange[],
  ): Promise<void> {
    const started = performance.now();
    this.#resources = resources;
    const outputs = this.#translate(touched);
    const translateMs = performance.now() - started;
    const pushes = await this.#publisher.publish(outputs);
    if (objects.length + pushes.length > 0) this.#tellOf({ kind: "change", objects, pushes, translateMs });
    this.#tellDiagnostics();
  }

  #translate(touched: ReadonlySet<Dependency>): readonly OutputChange[] {
    const changes = this.#translator.update(this.#resources, touched);
    for (const { group, error } of this.#translator.failures) {
      this.#options.log.error({ group, err: error }, "a bug: the translation failed; what was served before stays");
    }
    return changes;
  }

  #tellDiagnostics(): void {
    const diagnostics = this.#diagnostics();
    if (this.#told !== undefined && sameElements(this.#told, diagnostics)) return;
    this.#told = diagnostics;
    this.#tellOf({ kind: "diagnostics", diagnostics });
  }

  #diagnostics(): readonly Diagnostic[] {
    return [
      ...this.#sourceDiagnostics,
      ...this.#translator.diagnostics(),
      ...this.#translator.failures.map(({ group }) => translationFailure(group)),
      ...refusals(this.#publisher.cache.status(), this.#resources),
    ];
  }

  #tellOf(event: ControlPlaneEvent | undefined): void {
    if (event === undefined) return;
    this.#metrics.observe(event);
    this.#options.onEvent(event);
    if (event.kind === "nack") this.#tellDiagnostics();
  }
}

function groupOfNode(node: ProxyNode): string {
  return "waypoint" in node ? `waypoint/${node.waypoint}` : nodeProxyGroup(node.nodeProxy ?? localNodeProxy);
}

function rewrittenChange(change: ResourceChange, rewrite: NonNullable<ControlPlaneOptions["rewrite"]>): ResourceChange {
  return change.kind === "put" ? { kind: "put", resource: rewrite(change.resource) } : change;
}

function objectChange(change: ResourceChange, before: ResourceSet): ObjectChange {
  if (change.kind === "remove") return { key: change.key, change: "removed" };
  const { kind, metadata } = change.resource;
  const known = before.object(kind, metadata.namespace, metadata.name) !== undefined;
  return { key: keyOf(change.resource), change: known ? "changed" : "added" };
}
