import type { SentRequest } from "./request.js";

/** Everything that rules can look at. */
export interface Facts {
  /** The client's SPIFFE id. */
  readonly client: string;
  readonly clientAddress: string;
  /** The client as X-Forwarded-For tells it, else its address. */
  readonly remoteAddress: string;
  /** The address and port that the client asked for. */
  readonly destination: { readonly address: string; readonly port: number };
  /** Absent where only a connection is judged. */
  readonly request?: SentRequest;
  /** The payload of the verified token. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** The parts of a SPIFFE id of a mesh: `spiffe://DOMAIN/ns/NAMESPACE/sa/ACCOUNT`. */
export interface ClientParts {
  readonly trustDomain: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Undefined for ids of another form. */
export function clientParts(id: string): ClientParts | undefined {
  const [, trustDomain, namespace, serviceAccount] = /^spiffe:\/\/([^/]+)\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(id) ?? [];
  if (trustDomain === undefined || namespace === undefined || serviceAccount === undefined) return undefined;
  return { trustDomain, namespace, serviceAccount };
}

/** The texts at a path of nested keys: one, or the elements of a list there. Numbers and booleans are no texts. */
export function claimTexts(payload: Facts["payload"], path: readonly string[]): readonly string[] {
  let found: unknown = payload;
  for (const key of path) {
    if (typeof found !== "object" || found === null || Array.isArray(found)) return [];
    found = Object.hasOwn(found, key) ? (found as Record<string, unknown>)[key] : undefined;
  }
  const values: readonly unknown[] = Array.isArray(found) ? found : [found];
  return values.filter((value): value is string => typeof value === "string");
}
