/** Speaks to an OCI registry (OCI distribution specification 1.1): manifests and blobs, with the ways to log in that registries ask for. */
import { createHash } from "node:crypto";
import { type Exchange, type ExchangeRules, exchange, type Refusal, type Reply } from "../../fetching/exchange.js";
import type { RegistryCredentials } from "./credentials.js";
import type { ImageReference } from "./module-source.js";

/** How registries are asked, the same for all of them. */
export interface RegistryRules extends ExchangeRules {
  /** Registries that are asked without TLS, by host and port. Those of this machine are if they do not speak it. */
  readonly withoutTls?: readonly string[];
}

/** An image's registry, and who asks. */
export interface RegistrySession {
  readonly image: Pick<ImageReference, "registry" | "repository">;
  readonly credentials?: RegistryCredentials | undefined;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** A part of an image, as manifests name it. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly platform?: { readonly os?: string; readonly architecture?: string };
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/** One conversation with a registry; a token that it hands out is used until the end. */
export class Registry {
  readonly #session: RegistrySession;
  readonly #rules: RegistryRules;
  #authorization: string | undefined;
  #plain: boolean;

  constructor(session: RegistrySession, rules: RegistryRules) {
    this.#session = session;
    this.#rules = rules;
    this.#plain = (rules.withoutTls ?? []).includes(session.image.registry);
  }

  /** Where the repository's API is. */
  get base(): string {
    const { registry, repository } = this.#session.image;
    return `${this.#plain ? "http" : "https"}://${registry}/v2/${repository}`;
  }

  /** Sends one request; if the registry asks who this is, says so and sends it again. `path` may be a whole URL. */
  async send(
    path: string,
    request: Omit<Exchange, "url" | "timeoutMs" | "signal">,
    action: "pull" | "pull,push" = "pull",
  ): Promise<Reply | Refusal> {
    const first = await this.#sendTo(path, request);
    if (first.kind !== "reply" || first.status !== 401) return first;
    const problem = await this.#logIn(first, action);
    return problem ?? this.#sendTo(path, request);
  }

  async #sendTo(path: string, request: Omit<Exchange, "url" | "timeoutMs" | "signal">): Promise<Reply | Refusal> {
    if (path.startsWith("http")) return this.#send(path, request);
    const reply = await this.#send(`${this.base}${path}`, request);
    // Nobody is between us and this machine.
    if (reply.kind === "reply" || reply.noTls !== true || !loopback.test(this.#session.image.registry)) return reply;
    this.#plain = true;
    return this.#send(`${this.base}${path}`, request);
  }

  #send(url: string, request: Omit<Exchange, "url" | "timeoutMs" | "signal">): Promise<Reply | Refusal> {
    const { timeoutMs, signal } = this.#session;
    // Where a registry sends uploads is its own affair, but who we are is only for the registry.
    const own = new URL(url).origin === new URL(this.base).origin;
    const authorization = own && this.#authorization !== undefined ? { authorization: this.#authorization } : {};
    const headers = { ...request.headers, ...authorization };
    return exchange({ ...request, url, timeoutMs, headers, ...(signal !== undefined && { signal }) }, this.#rules);
  }

  async #logIn(reply: Reply, action: string): Promise<Refusal | undefined> {
    const challenge = reply.headers["www-authenticate"] ?? "";
    const { credentials } = this.#session;
    if (/^basic\b/i.test(challenge)) {
      if (credentials === undefined) return failed("the registry asks for credentials, and there are none");
      this.#authorization = credentials.basic();
      return undefined;
    }
    if (!/^bearer\b/i.test(challenge)) return failed("the registry refuses us (401) and does not say how to log in");
    return this.#takeToken(parametersOf(challenge), action);
  }

  async #takeToken(challenge: ReadonlyMap<string, string>, action: string): Promise<Refusal | undefined> {
    const realm = challenge.get("realm") ?? "";
    if (!URL.canParse(realm)) return failed("the registry does not say where tokens are");
    const url = new URL(realm);
    if (url.protocol === "http:" && this.base.startsWith("https:")) {
      return { kind: "refused", because: `its tokens are at ${realm}, without TLS` };
    }
    const service = challenge.get("service");
    if (service !== undefined) url.searchParams.set("service", service);
    url.searchParams.set("scope", challenge.get("scope") ?? `repository:${this.#session.image.repository}:${action}`);
    const { credentials, timeoutMs, signal } = this.#session;
    const headers = credentials === undefined ? {} : { authorization: credentials.basic() };
    const request = {
      url: url.href,
      headers,
      timeoutMs,
      mostBytes: 256 * 1024,
      ...(signal !== undefined && { signal }),
    };
    const reply = await exchange(request, this.#rules);
    if (reply.kind !== "reply") return { ...reply, because: `no token for the registry: ${reply.because}` };
    const token = reply.status === 200 ? tokenIn(reply.body) : undefined;
    if (token === undefined)
      return failed(`no token for the registry: ${url.host} answered with status ${reply.status}`);
    this.#authorization = `Bearer ${token}`;
    return undefined;
  }
}

/** The digest of bytes, as registries write it. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Why a registry did not give what it was asked for. */
export function statusProblem({ status, body }: Reply): string {
  if (status === 401) return "the registry refuses our credentials (401)";
  if (status === 403) return "the registry does not let us have it (403)";
  if (status === 404) return "the registry does not have it (404)";
  return `the registry answered with status ${status}${errorCode(body)}`;
}

function errorCode(body: Buffer): string {
  const [, code] = /"code"\s*:\s*"([A-Z_]{1,40})"/.exec(body.toString("latin1")) ?? [];
  return code === undefined ? "" : ` (${code})`;
}

function parametersOf(challenge: string): ReadonlyMap<string, string> {
  const found = challenge.matchAll(/(\w+)="([^"]*)"/g);
  return new Map([...found].map(([, name = "", value = ""]) => [name.toLowerCase(), value]));
}

function tokenIn(body: Buffer): string | undefined {
  try {
    const { token, access_token: other } = JSON.parse(body.toString("utf8")) as Readonly<Record<string, unknown>>;
    const found = token ?? other;
    return typeof found === "string" && /^[\x21-\x7e]+$/.test(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

export function failed(because: string): Refusal {
  return { kind: "failed", because };
}
