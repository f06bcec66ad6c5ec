/** Plugins: modules that see requests on their way, where they stand, and what happens where one cannot be had. */
import type { Origin } from "../diagnostics/origin.js";

/** `WasmPlugin/shop/mask`: one configured plugin, wherever it is used. */
export type PluginName = string & { readonly __brand: "PluginName" };

/**
 * Where a plugin stands among what judges requests: before tokens are verified, behind that, behind all that refuses,
 * or last of all.
 */
export type PluginPhase = "before-tokens" | "before-access" | "behind-access" | "last";

/** One plugin at work on a service port. Lists of uses are in the order in which they see a request. */
export interface PluginUse {
  readonly plugin: PluginName;
  readonly phase: PluginPhase;
  /** What happens to requests while the plugin cannot be had. */
  readonly without: "refuse" | "pass";
  /** Only requests of the routes that name the plugin; absent: every request. */
  readonly onlyOfRoutes?: true;
  readonly origin: Origin;
}

/** A plugin as it is to be run, the same wherever it is used. */
export interface Plugin {
  readonly name: PluginName;
  /** Absent: it cannot be had. */
  readonly run?: PluginRun;
  readonly without: "refuse" | "pass";
  readonly origin: Origin;
}

/** What sees the requests. */
export type PluginRun = ModuleRun | { readonly kind: "script"; readonly code: string };

/** A module and what it is told. */
export interface ModuleRun {
  readonly kind: "module";
  /** The name under which its logs and statistics stand. */
  readonly label: string;
  /** Which of several plugins in the module; empty: the only one. */
  readonly entry: string;
  readonly module: Uint8Array;
  /** JSON; empty: nothing. */
  readonly configuration: string;
  /** Sorted by name. */
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  /** A plugin that pauses at a request's headers is shown its body nonetheless; otherwise it waits for somebody else's word. */
  readonly seesBodyWhilePaused?: true;
  /** After a trap: refuse from then on, let everything pass from then on, or start anew. */
  readonly afterTrap: "refuse" | "pass" | "restart";
}
