import { typeUrls } from "../order.js";
import { type Resource, type ResourceRef, resource } from "../resource.js";
import { fields, textOf } from "./fields.js";

/** A response as tests want to see it. */
export interface SeenResponse {
  readonly typeUrl: string;
  readonly nonce: string;
  /** Name → body, in the order of the response. */
  readonly resources: ReadonlyMap<string, string>;
  /** Name → version; empty for state of the world. */
  readonly versions: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
  /** `version_info` of state of the world. */
  readonly version: string;
}

/** The body of a test resource: its name is in it, as it is in Envoy's own messages. */
export function bodyOf(name: string, content: string): Uint8Array {
  return Buffer.from(`${name}=${content}`);
}

export type TypeName = keyof typeof typeUrls;

/** A resource for tests: `item("cluster", "a", "v1")`; requirements as `"endpoint/a"`. */
export function item(type: TypeName, name: string, ...[content = "v1", ...requires]: string[]): Resource {
  return resource({ typeUrl: typeUrls[type], name, body: bodyOf(name, content), requires: requires.map(refTo) });
}

export function ref(type: TypeName, name: string): ResourceRef {
  return { typeUrl: typeUrls[type], name };
}

function refTo(text: string): ResourceRef {
  const slash = text.indexOf("/");
  return ref(text.slice(0, slash) as TypeName, text.slice(slash + 1));
}

export function readDelta(bytes: Uint8Array): SeenResponse {
  const message = fields(bytes);
  const resources = new Map<string, string>();
  const versions = new Map<string, string>();
  for (const entry of message.get(2) ?? []) {
    const wrapped = fields(entry);
    resources.set(textOf(wrapped, 3), contentOf(wrapped.get(2)?.[0] ?? new Uint8Array()));
    versions.set(textOf(wrapped, 3), textOf(wrapped, 1));
  }
  return {
    ...{ typeUrl: textOf(message, 4), nonce: textOf(message, 5), resources, versions, version: textOf(message, 1) },
    removed: (message.get(6) ?? []).map((name) => Buffer.from(name).toString()),
  };
}

export function readSotw(bytes: Uint8Array): SeenResponse {
  const message = fields(bytes);
  const resources = new Map<string, string>();
  for (const any of message.get(2) ?? []) {
    const body = textOf(fields(any), 2);
    resources.set(body.slice(0, body.indexOf("=")), body.slice(body.indexOf("=") + 1));
  }
  return {
    ...{ typeUrl: textOf(message, 4), nonce: textOf(message, 5), resources, versions: new Map() },
    ...{ version: textOf(message, 1), removed: [] },
  };
}

function contentOf(any: Uint8Array): string {
  const body = textOf(fields(any), 2);
  return body.slice(body.indexOf("=") + 1);
}
