import type { DiagnosticCode } from "../diagnostics/catalogue.js";

/**
 * What a diagnostic means for the conditions of the object that it is about.
 *
 * - `rejected`: the object has no effect at all at its place (a parent, a target, or all of it) and was not accepted.
 * - `inert`: it was accepted, and has no effect at its place.
 * - `rule`, `match`: a rule, or one match of a rule, cannot be used.
 * - `part`: something smaller cannot be used.
 * - `ignored`: something of it has no effect, of which the conditions of the APIs do not speak: only ours does.
 * - `reference`: what it refers to cannot be had (`ResolvedRefs`).
 * - `keys`: tokens cannot be verified for want of keys.
 * - `foreign`: the place is another controller's.
 */
export type Consequence =
  | "rejected"
  | "inert"
  | "rule"
  | "match"
  | "part"
  | "ignored"
  | "reference"
  | "keys"
  | "foreign";

/** One row of the table. */
export interface Meaning {
  readonly consequence: Consequence;
  /** Of the condition; those of the Gateway API and of Istio where they have one. */
  readonly reason: string;
  /** It counts although it is no error: what the user wrote there is not in effect. */
  readonly always?: true;
}

/** What an error means that is not in the table: some part of the object cannot be used. */
export const otherErrors: Meaning = { consequence: "part", reason: "UnsupportedValue" };

/** The only place where codes become reasons. */
export const meanings: Readonly<Partial<Record<DiagnosticCode, Meaning>>> = {
  WM2005: { consequence: "ignored", reason: "UnknownField", always: true },
  WM2008: { consequence: "rejected", reason: "Invalid" },

  WM3028: { consequence: "inert", reason: "NotInEffect", always: true },
  WM3029: { consequence: "part", reason: "UnsupportedValue", always: true },
  WM3031: { consequence: "inert", reason: "NoWaypoint", always: true },
  WM3033: { consequence: "rejected", reason: "TargetNotFound", always: true },

  WM4001: { consequence: "rejected", reason: "NoMatchingParent" },
  WM4002: { consequence: "rejected", reason: "NoMatchingParent" },
  WM4003: { consequence: "inert", reason: "NoWaypoint", always: true },
  // The only listener of a waypoint takes no routes: those of the mesh attach to services.
  WM4004: { consequence: "rejected", reason: "NotAllowedByListeners", always: true },
  WM4005: { consequence: "rejected", reason: "UnsupportedValue", always: true },
  WM4007: { consequence: "reference", reason: "BackendNotFound" },
  WM4008: { consequence: "reference", reason: "RefNotPermitted" },
  WM4009: { consequence: "reference", reason: "InvalidKind" },
  WM4010: { consequence: "reference", reason: "UnsupportedProtocol" },
  WM4013: { consequence: "rule", reason: "UnsupportedValue" },
  WM4015: { consequence: "match", reason: "UnsupportedValue" },
  WM4021: { consequence: "part", reason: "UnsupportedProtocol" },
  WM4024: { consequence: "rule", reason: "UnsupportedValue" },
  WM4025: { consequence: "rule", reason: "IncompatibleFilters" },
  WM4026: { consequence: "match", reason: "UnsupportedValue" },
  WM4030: { consequence: "reference", reason: "BackendNotFound" },
  WM4038: { consequence: "match", reason: "UnsupportedValue" },
  WM4045: { consequence: "foreign", reason: "OtherController", always: true },
  WM4047: { consequence: "rejected", reason: "UnsupportedValue" },
  WM4048: { consequence: "rejected", reason: "UnsupportedProtocol" },
  WM4051: { consequence: "inert", reason: "NoTokens" },
  WM4053: { consequence: "inert", reason: "Unreachable", always: true },
  WM4056: { consequence: "inert", reason: "NoParent", always: true },
  WM4070: { consequence: "ignored", reason: "WaypointIsNotReady" },

  WM5001: { consequence: "rejected", reason: "TargetNotFound" },
  WM5002: { consequence: "rejected", reason: "Invalid" },
  WM5003: { consequence: "rejected", reason: "Invalid" },
  WM5004: { consequence: "rejected", reason: "Invalid" },
  WM5005: { consequence: "rejected", reason: "AncestorNotBound" },
  WM5006: { consequence: "rejected", reason: "Invalid" },
  WM5009: { consequence: "inert", reason: "NoRules" },
  WM5010: { consequence: "inert", reason: "OnTrial", always: true },
  WM5017: { consequence: "keys", reason: "InvalidKeys" },
  WM5018: { consequence: "keys", reason: "KeysNotFetched" },
  WM5019: { consequence: "rejected", reason: "NoTarget", always: true },
  WM5035: { consequence: "part", reason: "UnsupportedProtocol", always: true },
  WM5036: { consequence: "inert", reason: "NoRules" },
  WM5052: { consequence: "ignored", reason: "WaypointInFront", always: true },
  WM5054: { consequence: "ignored", reason: "ConsumerRoutes", always: true },
  WM5060: { consequence: "keys", reason: "KeysPending", always: true },
  WM5061: { consequence: "keys", reason: "KeysNotFetched" },
  WM5062: { consequence: "keys", reason: "KeysNotPermitted" },
  WM5063: { consequence: "keys", reason: "InvalidKeys" },
  WM5066: { consequence: "keys", reason: "KeysNotFetched" },
  WM5067: { consequence: "keys", reason: "KeysNotFetched" },

  WM6002: { consequence: "rejected", reason: "Invalid" },
  WM6003: { consequence: "rejected", reason: "UnsupportedValue" },
  WM6004: { consequence: "inert", reason: "ModulePending", always: true },
  WM6005: { consequence: "inert", reason: "ModuleNotFetched" },
  WM6006: { consequence: "inert", reason: "ModuleNotPermitted" },
  WM6007: { consequence: "inert", reason: "InvalidModule" },
  WM6009: { consequence: "inert", reason: "InvalidConfiguration" },
  WM6010: { consequence: "ignored", reason: "UnsupportedProtocol", always: true },
  WM6011: { consequence: "rejected", reason: "NoTarget" },
  WM6012: { consequence: "ignored", reason: "UnsupportedValue", always: true },
  WM6013: { consequence: "ignored", reason: "UnsupportedValue", always: true },
  WM6014: { consequence: "ignored", reason: "UnsupportedValue", always: true },
  WM6017: { consequence: "inert", reason: "RefusedByProxy" },
};
