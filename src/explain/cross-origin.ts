import type { CrossOrigin } from "../ir/route.js";
import type { HeaderChange } from "./headers.js";
import { headerText } from "./headers.js";
import { fits } from "./patterns.js";
import type { SentRequest } from "./request.js";

/** A question of a browser, before the request that it is about (Fetch standard, CORS preflight). */
export function isPreflight({ method, headers }: SentRequest): boolean {
  return (
    method === "OPTIONS" &&
    (headerText(headers, "origin") ?? "") !== "" &&
    (headerText(headers, "access-control-request-method") ?? "") !== ""
  );
}

/** Whether web pages of the origin that a request names may read its answer. */
function mayRead(cors: CrossOrigin, { headers }: SentRequest): boolean {
  const origin = headerText(headers, "origin") ?? "";
  // A pattern that fits an asterisk is for everybody.
  return origin !== "" && cors.origins.some((pattern) => fits(pattern, "*") || fits(pattern, origin));
}

/**
 * The headers that an answer gets for web pages of other origins. A preflight from an origin that may not ask is told
 * everything but the one thing that would let it.
 */
export function crossOriginHeaders(cors: CrossOrigin, request: SentRequest): readonly HeaderChange[] {
  const allowed = mayRead(cors, request);
  const preflight = isPreflight(request);
  if (!allowed && !preflight) return [];
  const forReaders = allowed
    ? [written("origin", headerText(request.headers, "origin") ?? ""), ...listed("expose", cors.exposedHeaders)]
    : [];
  const credentials = cors.credentials ? [written("credentials", "true")] : [];
  return [...forReaders, ...credentials, ...(preflight ? preflightHeaders(cors, request) : [])];
}

function preflightHeaders(
  { methods, headers, maxAgeSeconds }: CrossOrigin,
  request: SentRequest,
): readonly HeaderChange[] {
  const asked = (name: string): string => headerText(request.headers, `access-control-request-${name}`) ?? "";
  return [
    ...(methods === "*" ? [written("methods", asked("method"))] : listed("methods", methods)),
    ...(headers === "*" ? [written("headers", asked("headers"))] : listed("headers", headers)),
    change("access-control-max-age", String(maxAgeSeconds)),
  ];
}

function listed(what: "methods" | "headers" | "expose", names: readonly string[]): readonly HeaderChange[] {
  if (names.length === 0) return [];
  const text = names.join(", ");
  return [what === "expose" ? change("access-control-expose-headers", text) : written(what, text)];
}

function written(what: string, value: string): HeaderChange {
  return change(`access-control-allow-${what}`, value);
}

function change(name: string, value: string): HeaderChange {
  return { name, keeps: false, values: [value] };
}
