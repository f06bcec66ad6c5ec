/**
 * What `waymark up --json` prints: one JSON object a line. `docs/up-events.schema.json` describes it for other
 * languages; a test holds the two together.
 */
import type { ControlPlaneEvent, KeyFetchEvent, ModuleFetchEvent } from "../control-plane-types.js";
import type { Diagnostic, Severity } from "../diagnostics/diagnostic.js";
import { pathText } from "../diagnostics/origin.js";
import type { LocalMeshEvent, LogEvent } from "../runtime/local-mesh.js";
import type { MeshView } from "../runtime/mesh-view.js";

export type UpEvent = ReadyEvent | ChangedEvent | AnsweredEvent | RefusedEvent | DiagnosticEvent | LoggedEvent;

/** Everything is up; printed again whenever what can be used has changed, and is up. */
export interface ReadyEvent extends MeshView {
  readonly event: "ready";
}

export interface ChangedEvent {
  readonly event: "change";
  readonly objects: readonly { readonly key: string; readonly change: "added" | "changed" | "removed" }[];
  readonly pushes: readonly {
    readonly waypoint: string;
    readonly resources: readonly string[];
    readonly bytes: number;
  }[];
  readonly translateMs: number;
}

export interface AnsweredEvent {
  readonly event: "ack";
  readonly waypoint: string;
  /** xDS type URL. */
  readonly type: string;
  readonly names: readonly string[];
  /** From publishing to the acknowledgement. */
  readonly ms: number;
}

export interface RefusedEvent extends Omit<AnsweredEvent, "event"> {
  readonly event: "nack";
  readonly error: string;
}

export interface DiagnosticEvent {
  readonly event: "diagnostic";
  /** `cleared`: what was raised before is not so any more. */
  readonly state: "raised" | "cleared";
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly advice?: string;
  /** `HTTPRoute shop/reviews`. */
  readonly object?: string;
  /** `spec.rules[0].backendRefs`. */
  readonly field?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface LoggedEvent {
  readonly event: "log";
  readonly source: string;
  readonly level: LogEvent["level"];
  readonly message: string;
}

/** Finds the place of a diagnostic in the file it came from. */
export type Locate = (
  diagnostic: Diagnostic,
) => { readonly file: string; readonly line: number; readonly column: number } | undefined;

/** Turns what the mesh tells into events; remembers which diagnostics stand, so that each is told once. */
export interface UpEvents {
  next(event: LocalMeshEvent): readonly UpEvent[];
}

export function upEvents(locate: Locate): UpEvents {
  let standing = new Map<string, DiagnosticEvent>();
  const diagnosticsChanged = (diagnostics: readonly Diagnostic[]): readonly UpEvent[] => {
    const now = new Map<string, DiagnosticEvent>();
    for (const diagnostic of diagnostics) {
      const event = diagnosticEvent(diagnostic, locate(diagnostic));
      now.set(identityOf(event), event);
    }
    const cleared = [...standing]
      .filter(([key]) => !now.has(key))
      .map(([, event]) => ({ ...event, state: "cleared" as const }));
    const raised = [...now].filter(([key]) => !standing.has(key)).map(([, event]) => event);
    standing = now;
    return [...cleared, ...raised];
  };
  return {
    next: (event) => {
      if (event.kind === "diagnostics") return diagnosticsChanged(event.diagnostics);
      if (event.kind === "mesh") return [{ event: "ready", ...event.view }];
      if (event.kind === "log")
        return [{ event: "log", source: event.source, level: event.level, message: event.message }];
      if (event.kind === "key-fetch") return [fetchEvent("keys", event)];
      if (event.kind === "module-fetch") return [fetchEvent("modules", event)];
      return [controlPlaneEvent(event)];
    },
  };
}

function controlPlaneEvent(
  event: Exclude<ControlPlaneEvent, { readonly kind: "diagnostics" | "key-fetch" | "module-fetch" }>,
): UpEvent {
  if (event.kind === "change") {
    const { objects, pushes, translateMs } = event;
    return { event: "change", objects, pushes, translateMs };
  }
  if (event.kind === "ack" || event.kind === "nack") {
    const { waypoint, type, names, ms } = event;
    const answer = { waypoint, type, names, ms };
    return event.kind === "ack" ? { event: "ack", ...answer } : { event: "nack", ...answer, error: event.error };
  }
  return { event: "log", source: event.waypoint, level: "info", message: event.kind };
}

/** What is wrong with keys and modules is a diagnostic; this is for those who look for what was asked when. */
function fetchEvent(source: string, { place, outcome, because }: KeyFetchEvent | ModuleFetchEvent): LoggedEvent {
  const message = because === undefined ? `${place}: ${outcome}` : `${place}: ${outcome}: ${because}`;
  return { event: "log", source, level: outcome === "fetched" ? "info" : "debug", message };
}

function diagnosticEvent(diagnostic: Diagnostic, place: ReturnType<Locate>): DiagnosticEvent {
  const { code, severity, message, advice, origin } = diagnostic;
  return {
    event: "diagnostic",
    state: "raised",
    code,
    severity,
    message,
    ...(advice !== undefined && { advice }),
    ...(origin !== undefined && { object: origin.object, field: pathText(origin.path) }),
    ...place,
  };
}

/** Two findings are one if all but their line is the same: lines move while somebody types above. */
function identityOf({ code, message, object, field }: DiagnosticEvent): string {
  return JSON.stringify([code, message, object, field]);
}
