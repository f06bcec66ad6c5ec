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

/** The headers that an answer gets for web pages of other origins; none for those that may not read it. */
export function crossOriginHeaders(cors: CrossOrigin, request: SentRequest): readonly HeaderChange[] {
  const origin = headerText(request.headers, "origin") ?? "";
  // A pattern that fits an asterisk is for everybody.
  const isAllowed = cors.origins.some((pattern) => fits(pattern, "*") || fits(pattern, origin));
  if (origin === "" || !isAllowed) return [];
  const preflight = isPreflight(request);
  const wanted = (name: string): string => headerText(request.headers, `access-control-request-${name}`) ?? "";
  const listed = (names: readonly string[] | "*", asked: string): string => {
    return names === "*" || names.includes("*") ? asked || "*" : names.join(", ");
  };
  const fields: readonly (readonly [string, string])[] = [
    ["access-control-allow-origin", origin],
    ["access-control-allow-credentials", cors.credentials ? "true" : ""],
    ["access-control-allow-methods", preflight ? listed(cors.methods, wanted("method")) : ""],
    ["access-control-allow-headers", preflight ? listed(cors.headers, wanted("headers")) : ""],
    ["access-control-max-age", preflight ? String(cors.maxAgeSeconds) : ""],
    ["access-control-expose-headers", preflight ? "" : cors.exposedHeaders.join(", ")],
  ];
  return fields.filter(([, value]) => value !== "").map(([name, value]) => ({ name, keeps: false, values: [value] }));
}
