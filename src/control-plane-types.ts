/**
 * What the control plane is asked for and what it tells: the seam between the loop (`control-plane.ts`) and everybody
 * who runs one (the local mesh, `serve`, tests).
 */
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import type { AuthorityFilePaths } from "./identity/authority-files.js";
import type { ClientFront, NodeLayer, Workload } from "./ir/node.js";
import type { Waypoint, WaypointName } from "./ir/waypoint.js";
import type { Logger } from "./log.js";
import type { Resource, ResourceKey } from "./model/resource.js";
import type { ResourceSet } from "./model/resource-set.js";

export interface ControlPlaneOptions {
  /** Manifest folders or files. */
  readonly folder: string | readonly string[];
  /** Whether edits are followed. */
  readonly watch: boolean;
  /** Where the certificate authority is kept. */
  readonly stateDir: string;
  /** An authority given by its operator, instead of one of our own in the state folder. */
  readonly authority?: AuthorityFilePaths;
  readonly xds: XdsEndpoint;
  /** A folder whose files replace those of `envoy-templates/` by name. */
  readonly templates?: string;
  /**
   * Applied to every object before it enters the resource set; must be a pure function of the object.
   * @internal The typed input objects are no public surface.
   */
  readonly rewrite?: (resource: Resource) => Resource;
  /** Present: the L4 layer is served too, with one CONNECT proxy for each front. */
  readonly nodeProxy?: { readonly fronts: (clients: readonly Workload[]) => readonly ClientFront[] };
  /** How key sets that issuers publish are fetched; absent: from public addresses. */
  readonly keys?: KeyFetching;
  /** How modules of plugins are fetched; absent: from public addresses. */
  readonly modules?: ModuleFetching;
  readonly log: Logger;
  readonly onEvent: (event: ControlPlaneEvent) => void;
}

/** How key sets are fetched, if they are. */
export type KeyFetching = "nothing" | KeyFetchingOptions;

export interface KeyFetchingOptions {
  /** Private addresses (`10.0.0.0/8`) and hosts that may be fetched from, besides public addresses. */
  readonly allowed?: readonly string[];
  /** PEM of authorities that https servers must be of, instead of the system's. */
  readonly roots?: string;
  /** How often to look at a key set whose server does not say how long it holds; 20 minutes unless given. */
  readonly refreshMs?: number;
  /** The pause after a first failure; it doubles up to the usual refresh. A second unless given. */
  readonly retryMs?: number;
}

/** How modules of plugins are fetched; `files`: only those that are files of this machine are had. */
export type ModuleFetching = "files" | ModuleFetchingOptions;

export interface ModuleFetchingOptions {
  /** Private addresses (`10.0.0.0/8`) and hosts that may be fetched from, besides public addresses. */
  readonly allowed?: readonly string[];
  /** PEM of authorities that https servers must be of, instead of the system's. */
  readonly roots?: string;
  /** Registries that are asked without TLS, by host and port; those of this machine always are. */
  readonly withoutTls?: readonly string[];
  /** The pause after a first failure; it doubles up to five minutes. A second unless given. */
  readonly retryMs?: number;
  /** How often files are looked at for changes; a second unless given. */
  readonly fileMs?: number;
  /** How long one request for a module may take; 30 seconds unless given. */
  readonly timeoutMs?: number;
  /** How often to ask whether a place has a newer module (`imagePullPolicy: Always`); a minute unless given. */
  readonly alwaysMs?: number;
}

export interface XdsEndpoint {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Absent: plaintext. PEM texts; with `clientCa`, clients must present a certificate of it. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly clientCa?: string };
}

/** What happens while a control plane runs, in the order in which it happens. */
export type ControlPlaneEvent =
  | DiagnosticsEvent
  | ChangeEvent
  | AckEvent
  | NackEvent
  | KeyFetchEvent
  | ModuleFetchEvent
  | { readonly kind: "connected" | "disconnected"; readonly waypoint: string; readonly node: string };

/** The full current list, whenever it changes. */
export interface DiagnosticsEvent {
  readonly kind: "diagnostics";
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Objects that changed together, and what was published because of it. The first one names every object as added; one
 * without objects tells of keys that were fetched, or of a publish that failed before.
 */
export interface ChangeEvent {
  readonly kind: "change";
  readonly objects: readonly ObjectChange[];
  /** One entry for each waypoint or node proxy that is sent something. */
  readonly pushes: readonly Push[];
  readonly translateMs: number;
}

export interface ObjectChange {
  readonly key: ResourceKey;
  readonly change: "added" | "changed" | "removed";
}

export interface Push {
  /** `namespace/name` of a waypoint, or the name of a node proxy. */
  readonly waypoint: string;
  /** Names of the xDS resources. */
  readonly resources: readonly string[];
  readonly bytes: number;
}

/** A proxy took what it was sent. */
export interface AckEvent {
  readonly kind: "ack";
  readonly waypoint: string;
  readonly node: string;
  /** xDS type URL. */
  readonly type: string;
  readonly names: readonly string[];
  /** From publishing to the acknowledgement. */
  readonly ms: number;
}

/** A proxy refused what it was sent. */
export interface NackEvent extends Omit<AckEvent, "kind"> {
  readonly kind: "nack";
  /** What the proxy said. */
  readonly error: string;
}

/** An issuer's key set was asked for, or (`dropped`) is wanted no more. */
export interface KeyFetchEvent {
  readonly kind: "key-fetch";
  /** `jwks https://…` or `issuer https://…`. */
  readonly place: string;
  readonly outcome: "fetched" | "unchanged" | "refused" | "failed" | "dropped";
  /** Why it is `refused` or `failed`. */
  readonly because?: string;
}

/** A plugin's module was asked for. */
export interface ModuleFetchEvent {
  readonly kind: "module-fetch";
  /** Its URL, as the object has it. */
  readonly place: string;
  readonly outcome: "fetched" | "unchanged" | "kept" | "refused" | "failed" | "unusable";
  /** Why it was not had. */
  readonly because?: string;
}

/** What the mesh is now, as the last translation left it. */
export interface MeshState {
  /** @internal The typed input objects are no public surface. */
  readonly resources: ResourceSet;
  /** Sorted by name. */
  readonly waypoints: readonly WaypointState[];
  readonly node: NodeLayer;
  readonly diagnostics: readonly Diagnostic[];
  /** One for each service, sorted by `namespace/name`. */
  readonly bindings: readonly ServiceBinding[];
}

/** A waypoint and where it accepts HBONE. */
export interface WaypointState extends Waypoint {
  readonly hbone: { readonly address: string; readonly port: number };
}

/** Which waypoint serves a service, and why. */
export interface ServiceBinding {
  /** `namespace/name`. */
  readonly service: string;
  /** Absent: none, or one that cannot be had. */
  readonly waypoint?: WaypointName;
  /** The binding's own word: `service-label`, `namespace-label`, `opted-out`, `not-labelled`, `broken`. */
  readonly because: string;
}

/** Which proxy a bootstrap is for. */
export type ProxyNode = { readonly waypoint: string } | { readonly nodeProxy: string };

export interface BootstrapOptions {
  /** Where the proxy's admin interface listens; 127.0.0.1 and any free port unless given. */
  readonly admin?: { readonly address: string; readonly port: number };
}

/** A proxy that does not yet run what was last published for it. */
export interface PendingProxy {
  readonly waypoint: string;
  readonly because: "not-connected" | "not-acknowledged";
}

export interface ControlPlane {
  readonly xdsAddress: { readonly host: string; readonly port: number };
  state(): MeshState;
  /** The complete Envoy bootstrap for one proxy. Same state, same text. */
  bootstrap(node: ProxyNode, options?: BootstrapOptions): string;
  /** Waypoints (and node proxies, if the L4 layer is served) that are not up to date; empty: everything is in effect. */
  pending(): readonly PendingProxy[];
  /** Prometheus text format. */
  metrics(): Promise<string>;
  close(): Promise<void>;
}

/** The one node proxy of the local mesh. */
export const localNodeProxy = "local";
