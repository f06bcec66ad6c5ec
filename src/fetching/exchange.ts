/** What is asked of servers that others named: one request, under guard. Whatever goes wrong is a value. */
import { lookup as systemLookup } from "node:dns";
import { type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { AddressGuard } from "./address-guard.js";

/** How servers are asked, the same for all of them. */
export interface ExchangeRules {
  readonly guard: AddressGuard;
  /** PEM of authorities to trust instead of the system's. */
  readonly roots?: string;
  /** Resolves names; the system's unless given. */
  readonly lookup?: LookupFunction;
}

/** One request. */
export interface Exchange {
  readonly url: string;
  /** `GET` unless given. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** For all of it, redirects included. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Of the answer's body; a longer one is not read to its end. */
  readonly mostBytes: number;
}

/** An answer of any status but a redirect. */
export interface Reply {
  readonly kind: "reply";
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Where it came from in the end. */
  readonly url: string;
}

/** `refused`: it may not be fetched, so nothing was sent there. `failed`: it did not work this time. */
export interface Refusal {
  readonly kind: "refused" | "failed";
  readonly because: string;
  /** TLS was spoken to somebody who does not speak it. */
  readonly noTls?: true;
}

const mostRedirects = 5;

/**
 * Asks, and follows redirects. The address is looked up, checked and then connected to, so that a second answer of the
 * DNS cannot lead elsewhere; each redirect is checked anew, none may leave TLS, and none takes credentials elsewhere.
 */
export async function exchange(request: Exchange, rules: ExchangeRules): Promise<Reply | Refusal> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal]);
  let { url, headers = {} } = request;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await answerOf(new URL(url), { ...request, headers, signal }, rules).catch((error: unknown) =>
      problem(error, timeout.aborted ? `no complete answer within ${request.timeoutMs / 1000} s` : undefined),
    );
    if (answer.kind !== "reply") return answer;
    const { location } = answer.headers;
    const isRedirect = answer.status >= 300 && answer.status < 400 && answer.status !== 304;
    if (!isRedirect || location === undefined) return answer;
    const next = redirectOf(url, location);
    if (typeof next !== "string") return next;
    if (new URL(next).origin !== new URL(url).origin) headers = withoutCredentials(headers);
    url = next;
  }
  return failed(`it redirects more than ${mostRedirects} times`);
}

function redirectOf(url: string, location: string): string | Refusal {
  if (!URL.canParse(location, url)) return failed("it redirects to what is no URL");
  const next = new URL(location, url).href;
  if (!/^https?:/.test(next)) return { kind: "refused", because: `it redirects to ${next}, which is no http(s) URL` };
  if (url.startsWith("https:") && next.startsWith("http:")) {
    return { kind: "refused", because: `it redirects from https to ${next}, which anybody on the way could forge` };
  }
  return next;
}

function withoutCredentials(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"));
}

function answerOf(url: URL, request: Exchange, rules: ExchangeRules): Promise<Reply | Refusal> {
  if (url.username !== "" || url.password !== "") {
    return Promise.resolve({ kind: "refused", because: "its URL has a user name or password" });
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // An address is not looked up, so the guard would not see it.
  const because = isIP(host) === 0 ? undefined : rules.guard(host, host);
  if (because !== undefined) return Promise.resolve({ kind: "refused", because });
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? tlsRequest : plainRequest;
    const outgoing = send(url, {
      // A connection of its own: a pooled one might lead to an address that was checked for somebody else.
      agent: false,
      lookup: guardedLookup(rules),
      ...(request.signal !== undefined && { signal: request.signal }),
      ...(rules.roots !== undefined && { ca: rules.roots }),
      method: request.method ?? "GET",
      headers: { "user-agent": "waymark", ...request.headers },
    });
    outgoing.once("error", reject);
    outgoing.once("response", (response) => replyOf(response, url, request.mostBytes).then(resolve, reject));
    outgoing.end(request.body);
  });
}

/** What servers say besides what was asked for is of interest only in its first bytes. */
const mostBytesOfOthers = 64 * 1024;

async function replyOf(response: IncomingMessage, url: URL, mostBytes: number): Promise<Reply | Refusal> {
  const { statusCode: status = 0, headers } = response;
  const wanted = status >= 200 && status < 300;
  const body = await bytesOf(response, wanted ? mostBytes : mostBytesOfOthers);
  if (body === undefined && wanted) return failed(`it has more than ${mostBytes} bytes`);
  return { kind: "reply", status, headers, body: body ?? Buffer.alloc(0), url: url.href };
}

/** Undefined if it is too long; the rest is not read then. */
async function bytesOf(response: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

class AddressRefused extends Error {}

function guardedLookup({ guard, lookup = systemLookup as LookupFunction }: ExchangeRules): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, "");
      const addresses = typeof found === "string" ? [{ address: found, family: isIP(found) }] : found;
      const allowed = addresses.filter(({ address }) => guard(address, host) === undefined);
      const [first] = allowed;
      if (first === undefined) {
        const [because = "it has no address"] = addresses.map(({ address }) => guard(address, host));
        return done(new AddressRefused(because), "");
      }
      return options.all === true ? done(null, allowed) : done(null, first.address, first.family);
    });
  };
}

function problem(error: unknown, known: string | undefined): Refusal {
  if (error instanceof AddressRefused) return { kind: "refused", because: error.message };
  if (known !== undefined) return failed(known);
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== undefined && noTls.has(code)) return { ...failed("the server does not speak TLS"), noTls: true };
  return failed(code === undefined ? message : (wellKnown[code] ?? code));
}

/** Node's words for an answer that is no TLS. */
const noTls: ReadonlySet<string> = new Set([
  "EPROTO",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_SSL_PACKET_LENGTH_TOO_LONG",
]);

const wellKnown: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody listens there",
  ECONNRESET: "the connection was cut",
  ENOTFOUND: "the host's name does not resolve",
  EAI_AGAIN: "the host's name does not resolve for now",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is signed by itself",
  SELF_SIGNED_CERT_IN_CHAIN: "the server's certificate is of an unknown authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the server's certificate is of an unknown authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the server's certificate is of an unknown authority",
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another name",
};

function failed(because: string): Refusal {
  return { kind: "failed", because };
}
