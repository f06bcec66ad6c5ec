import { hash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { catalogue } from "./catalogue.js";
import type { Diagnostic, Severity } from "./diagnostic.js";
import { locate } from "./locate.js";
import type { Origin } from "./origin.js";
import { pathText } from "./origin.js";

export interface SarifOptions {
  /** The version of waymark. */
  readonly version: string;
  /** Findings that comments in the manifests ask to ignore; the log lists them as suppressed. */
  readonly suppressed?: readonly Diagnostic[];
}

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** A SARIF 2.1.0 log: what code scanning of forges and IDEs reads. */
export function renderSarif(diagnostics: readonly Diagnostic[], { version, suppressed = [] }: SarifOptions): object {
  const codes = [...new Set([...diagnostics, ...suppressed].map(({ code }) => code))].sort();
  const ruleIndex = new Map(codes.map((code, index) => [code, index]));
  const repeated = new Map<string, number>();
  const result = (found: Diagnostic): object => resultOf(found, ruleIndex.get(found.code) ?? 0, repeated);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "waymark", semanticVersion: version, rules: codes.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: [
          ...diagnostics.map(result),
          ...suppressed.map((found) => ({ ...result(found), suppressions: [{ kind: "inSource" }] })),
        ],
      },
    ],
  };
}

function ruleOf(code: Diagnostic["code"]): object {
  const { severity, title, meaning, fix } = catalogue[code];
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: meaning },
    help: { text: `${meaning}\n\nWhat to do: ${fix}` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf(found: Diagnostic, ruleIndex: number, repeated: Map<string, number>): object {
  const { code, severity, message, advice, origin, related = [] } = found;
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: advice === undefined ? message : `${message}\n${advice}` },
    ...(origin !== undefined && { locations: [locationOf(origin)] }),
    ...(related.length > 0 && {
      relatedLocations: related.map((other) => ({ ...locationOf(other.origin), message: { text: other.message } })),
    }),
    partialFingerprints: { "waymark/v1": fingerprintOf(found, repeated) },
  };
}

function locationOf(origin: Origin): object {
  const place = locate(origin);
  const name = origin.path.length === 0 ? origin.object : `${origin.object} ${pathText(origin.path)}`;
  return {
    ...(place !== undefined && {
      physicalLocation: {
        artifactLocation: { uri: uriOf(place.file) },
        region: {
          startLine: place.line,
          startColumn: place.column,
          endLine: place.endLine,
          // Not before its start: an empty field has no width.
          endColumn: Math.max(place.endColumn, place.endLine === place.line ? place.column : 1),
        },
      },
    }),
    logicalLocations: [{ fullyQualifiedName: name, kind: "object" }],
  };
}

/** Relative paths stay relative, so that the forge finds them in the checkout. */
function uriOf(file: string): string {
  if (file === "-") return "stdin";
  if (file.startsWith("/")) return pathToFileURL(file).href;
  return file.replace(/^\.\//, "").split(/[\\/]/).map(encodeURIComponent).join("/");
}

/** The same for the same finding after its line has moved. */
function fingerprintOf({ code, origin, message }: Diagnostic, repeated: Map<string, number>): string {
  const words = [code, origin?.document?.source.file, origin?.object, origin && pathText(origin.path), message];
  const digest = hash("sha256", JSON.stringify(words)).slice(0, 32);
  const count = (repeated.get(digest) ?? 0) + 1;
  repeated.set(digest, count);
  return `${digest}:${count}`;
}
