import type { TokenRule } from "../ir/authentication.js";
import { headerText } from "./headers.js";
import type { SentRequest } from "./request.js";
import { queryOf } from "./request-path.js";

/** A token and where it was found. */
export interface PlacedToken {
  readonly text: string;
  readonly place: TokenPlace;
}

type TokenPlace = { readonly kind: "header" | "parameter" | "cookie"; readonly name: string };

/** Places for rules that name none (RFC 6750). */
const usual = { headers: [{ name: "authorization", prefix: "Bearer " }], params: ["access_token"] } as const;

/** The tokens at the places of a rule, in the order of the places. */
export function tokensAt(rule: TokenRule, request: SentRequest): readonly PlacedToken[] {
  const { fromHeaders, fromParams, fromCookies } = rule;
  const none = fromHeaders.length + fromParams.length + fromCookies.length === 0;
  const headers = none ? usual.headers : [...fromHeaders].sort(byPlace);
  return [
    ...headers.flatMap((place) => inHeader(place, request)),
    ...(none ? usual.params : [...fromParams].sort()).flatMap((name) => inParameter(name, request)),
    ...[...fromCookies].sort().flatMap((name) => inCookie(name, request)),
  ];
}

/** The request without the token, for applications that must not see it. Cookies stay. */
export function withoutToken(request: SentRequest, { kind, name }: TokenPlace): SentRequest {
  if (kind === "header") {
    const headers = new Map(request.headers);
    headers.delete(name);
    return { ...request, headers };
  }
  if (kind === "cookie") return request;
  const query = queryOf(request.path);
  // Envoy writes what is left anew: sorted by name, each with an equals sign.
  const left = query
    .slice(1)
    .split("&")
    .map((part): [string, string] => {
      const equals = part.indexOf("=");
      return equals < 0 ? [decoded(part), ""] : [decoded(part.slice(0, equals)), decoded(part.slice(equals + 1))];
    })
    .filter(([key]) => key !== name)
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([key, value]) => `${key}=${value}`);
  const path = request.path.slice(0, request.path.length - query.length);
  return { ...request, path: left.length === 0 ? path : `${path}?${left.join("&")}` };
}

interface HeaderPlace {
  readonly name: string;
  readonly prefix: string;
}

function byPlace(one: HeaderPlace, other: HeaderPlace): number {
  const [a, b] = [one, other].map(({ name, prefix }) => `${name.toLowerCase()}${prefix}`) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}

function inHeader({ name, prefix }: HeaderPlace, { headers }: SentRequest): readonly PlacedToken[] {
  const key = name.toLowerCase();
  return (headers.get(key) ?? []).flatMap((value) => {
    const at = value.indexOf(prefix);
    if (at < 0) return [];
    const place = { kind: "header", name: key } as const;
    if (prefix === "") return [{ text: value, place }];
    // What stands between the prefix and the first character that a token may have is skipped.
    const start = value.slice(at + prefix.length).search(/[\w.-]/);
    return [{ text: start < 0 ? value : value.slice(at + prefix.length + start), place }];
  });
}

function inParameter(name: string, { path }: SentRequest): readonly PlacedToken[] {
  for (const part of queryOf(path).slice(1).split("&")) {
    const equals = part.indexOf("=");
    const key = equals < 0 ? part : part.slice(0, equals);
    if (decoded(key) !== name) continue;
    return [{ text: equals < 0 ? "" : decoded(part.slice(equals + 1)), place: { kind: "parameter", name } }];
  }
  return [];
}

function inCookie(name: string, { headers }: SentRequest): readonly PlacedToken[] {
  const value = cookieValue(headers, name);
  return value === undefined ? [] : [{ text: value, place: { kind: "cookie", name } }];
}

/** The first cookie of a name. */
export function cookieValue(headers: SentRequest["headers"], name: string): string | undefined {
  const cookies = headerText(headers, "cookie")?.split(/[;]/) ?? [];
  for (const cookie of cookies) {
    const equals = cookie.indexOf("=");
    if (equals >= 0 && cookie.slice(0, equals).trim() === name) {
      return cookie
        .slice(equals + 1)
        .trim()
        .replace(/^"(.*)"$/, "$1");
    }
  }
  return undefined;
}

function decoded(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
