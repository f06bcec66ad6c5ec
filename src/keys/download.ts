import { lookup as systemLookup } from "node:dns";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { AddressGuard } from "./address-guard.js";

/** How documents are fetched, the same for all of them. */
export interface DownloadRules {
  readonly guard: AddressGuard;
  /** PEM of authorities to trust instead of the system's. */
  readonly roots?: string;
  /** Resolves names; the system's unless given. */
  readonly lookup?: LookupFunction;
}

/** One document. */
export interface DownloadRequest {
  readonly url: string;
  /** The name under which the server knows what we have, from its `ETag`. */
  readonly etag?: string;
  /** For all of it, redirects included. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export type Download =
  | { readonly kind: "fresh"; readonly text: string; readonly etag?: string; readonly maxAgeMs?: number }
  /** The server says that what we have is still right. */
  | { readonly kind: "unchanged"; readonly maxAgeMs?: number }
  | Refusal;

/** `refused`: it may not be fetched, so nothing was sent there. `failed`: it did not work this time. */
export interface Refusal {
  readonly kind: "refused" | "failed";
  readonly because: string;
}

/** Key sets have a few kilobytes. */
const mostBytes = 1024 * 1024;
const mostRedirects = 5;

/**
 * Fetches a document. The address is looked up, checked and then connected to, so that a second answer of the DNS cannot
 * lead elsewhere; each redirect is checked anew, and none may leave TLS. Whatever goes wrong is a value.
 */
export async function download(request: DownloadRequest, rules: DownloadRules): Promise<Download> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal]);
  let url = request.url;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await answerOf(new URL(url), { ...request, signal }, rules).catch((error: unknown) =>
      problem(error, timeout.aborted ? `no complete answer within ${request.timeoutMs / 1000} s` : undefined),
    );
    if (answer.kind !== "redirect") return answer;
    if (!URL.canParse(answer.to, url)) return failed("it redirects to what is no URL");
    const next = new URL(answer.to, url).href;
    if (!/^https?:/.test(next)) return { kind: "refused", because: `it redirects to ${next}, which is no http(s) URL` };
    if (url.startsWith("https:") && next.startsWith("http:")) {
      return { kind: "refused", because: `it redirects from https to ${next}, which anybody on the way could forge` };
    }
    url = next;
  }
  return failed(`it redirects more than ${mostRedirects} times`);
}

type Answer = Download | { readonly kind: "redirect"; readonly to: string };

function answerOf(
  url: URL,
  { etag, signal }: { readonly etag?: string; readonly signal: AbortSignal },
  rules: DownloadRules,
): Promise<Answer> {
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
      signal,
      ...(rules.roots !== undefined && { ca: rules.roots }),
      headers: {
        accept: "application/jwk-set+json, application/json",
        "user-agent": "waymark",
        ...(etag !== undefined && { "if-none-match": etag }),
      },
    });
    outgoing.once("error", reject);
    outgoing.once("response", (response) => bodyOf(response).then(resolve, reject));
    outgoing.end();
  });
}

async function bodyOf(response: IncomingMessage): Promise<Answer> {
  const { statusCode = 0, headers } = response;
  const age = maxAgeMs(headers["cache-control"], headers["age"]);
  const aged = age === undefined ? {} : { maxAgeMs: age };
  if (statusCode === 200) {
    const text = await textOf(response);
    if (text === undefined) return failed(`it has more than ${mostBytes} bytes`);
    return { kind: "fresh", text, ...aged, ...(headers.etag !== undefined && { etag: headers.etag }) };
  }
  response.destroy();
  if (statusCode === 304) return { kind: "unchanged", ...aged };
  const { location } = headers;
  if (statusCode >= 300 && statusCode < 400 && location !== undefined) return { kind: "redirect", to: location };
  return failed(`it was answered with status ${statusCode}`);
}

/** Undefined if it is too long; the rest is not read then. */
async function textOf(response: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

class AddressRefused extends Error {}

function guardedLookup({ guard, lookup = systemLookup as LookupFunction }: DownloadRules): LookupFunction {
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
  return failed(code === undefined ? message : (wellKnown[code] ?? code));
}

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

/** How long a document may be kept (RFC 9111): zero if it must not be; undefined if nothing is said. */
function maxAgeMs(cacheControl: string | undefined, age: string | undefined): number | undefined {
  const directives = (cacheControl ?? "")
    .toLowerCase()
    .split(",")
    .map((part) => part.trim());
  if (directives.includes("no-store") || directives.includes("no-cache")) return 0;
  const seconds = directives
    .map((part) => /^max-age="?(\d{1,10})"?$/.exec(part)?.[1])
    .find((found) => found !== undefined);
  if (seconds === undefined) return undefined;
  return Math.max(0, Number(seconds) - (Number(age) || 0)) * 1000;
}
