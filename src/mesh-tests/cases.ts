/** From a document of tests, as it is written, to one case for each request. */
import { isIP } from "node:net";
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import type { CaseRequest, Expectation, MeshTestCase, PluginEdits, RequestFields, Verdict } from "./mesh-test.js";

/** A document that fits its schema. */
export interface MeshTestDocument {
  readonly metadata?: { readonly name?: string };
  readonly manifests?: readonly string[];
  readonly defaults?: RequestFields;
  readonly tests: readonly WrittenTest[];
}

interface WrittenRow extends RequestFields {
  readonly name?: string;
  readonly expect?: Expectation | Verdict;
}

interface WrittenTest extends WrittenRow {
  readonly name: string;
  readonly requests?: readonly WrittenRow[];
}

/** The cases of a document; what is wrong with one is reported, and the others are there. */
export function casesOf(
  { defaults = {}, tests }: MeshTestDocument,
  origin: Origin,
  report: Report,
): readonly MeshTestCase[] {
  const cases = tests.flatMap((test, index) => {
    const place = at(origin, "tests", index);
    const { requests, ...common } = test;
    const base = merged(defaults, common);
    if (requests === undefined) return expanded({ written: base, name: test.name, origin: place }, report);
    return requests.flatMap((row, position) => {
      const { name: own, ...rest } = row;
      const written = merged(base, rest);
      const name = own === undefined ? test.name : `${test.name}: ${own}`;
      return expanded({ written, name, origin: at(place, "requests", position) }, report);
    });
  });
  return withUniqueNames(cases);
}

/** Headers add up, everything else is replaced. A token and claims are two ways to say the same. */
function merged(base: WrittenRow, own: WrittenRow): WrittenRow {
  const { token, claims, ...rest } = base;
  const proof = own.token === undefined && own.claims === undefined ? { token, claims } : {};
  const kept = Object.fromEntries(Object.entries(proof).filter(([, value]) => value !== undefined));
  const headers = { ...base.headers, ...own.headers };
  return { ...rest, ...kept, ...own, ...(Object.keys(headers).length > 0 && { headers }) };
}

interface Entry {
  readonly written: WrittenRow;
  readonly name: string;
  readonly origin: Origin;
}

const mostRequests = 1000;

/** A case for each combination of the lists in it. */
function expanded({ written, name, origin }: Entry, report: Report): readonly MeshTestCase[] {
  const wrong = (message: string, advice: string): readonly [] => {
    report(diagnostic("WM9001", { origin, message: `test "${name}" ${message}`, advice }));
    return [];
  };
  const { from, to, expect, method = "GET", path = "/" } = written;
  if (from === undefined) return wrong("does not say who asks", 'Add "from: namespace/sa/account".');
  if (to === undefined) return wrong("does not say what is asked for", 'Add "to: service.namespace".');
  if (expect === undefined) return wrong("does not say what must happen", 'Add "expect: allow", or another verdict.');
  const expectation = typeof expect === "string" ? { verdict: expect } : expect;
  if (Object.keys(expectation).length === 0) return wrong("expects nothing", 'Say at least a "verdict".');
  const problem = problemOf(written, expectation);
  if (problem !== undefined) return wrong(problem.message, problem.advice);
  const places = [to].flat().map((text) => ({ text, place: placeAsked(text) }));
  const unclear = places.find(({ place }) => place === undefined);
  if (unclear !== undefined) return wrong(`asks for ${unclear.text}`, "Write a name and a port: reviews.shop:80.");
  const requests = combinations([from].flat(), [method].flat(), [path].flat()).flatMap(([client, verb, target]) =>
    places.map(({ place }) => requestOf(written, { from: client, method: verb, path: target, ...(place ?? nowhere) })),
  );
  if (requests.length > mostRequests) {
    return wrong(`is ${requests.length} requests; up to ${mostRequests} are sent`, "Make several tests of it.");
  }
  return requests.map((request) => ({ name, request, expect: expectation, origin }));
}

interface Problem {
  readonly message: string;
  readonly advice: string;
}

function problemOf({ from, path = "/", ip, token, claims }: WrittenRow, { share }: Expectation): Problem | undefined {
  const stray = [path].flat().find((text) => !text.startsWith("/"));
  if (stray !== undefined) return { message: `has the path ${stray}`, advice: "A path begins with a slash." };
  const nobody = [from ?? []].flat().find((text) => !/^[^/]+\/([^/]+|sa\/[^/]+)$/.test(text));
  if (nobody !== undefined) {
    return { message: `is from ${nobody}`, advice: "Write namespace/sa/account, or namespace/pod." };
  }
  if (ip !== undefined && isIP(ip) === 0) return { message: `has the ip ${ip}`, advice: "Write an IP address." };
  if (token !== undefined && claims !== undefined) {
    return { message: "has both a token and claims", advice: "Keep one of them." };
  }
  const sum = Object.values(share ?? {}).reduce((total, percent) => total + percent, 0);
  if (share === undefined || Math.abs(sum - 100) < 0.01) return undefined;
  return { message: `shares out ${sum} percent`, advice: "The percents of a share add up to 100." };
}

const nowhere = { host: "", port: 80 };

function placeAsked(text: string): { readonly host: string; readonly port: number } | undefined {
  const [, bracketed, plain, port = "80"] = /^(?:\[([^\]]+)\]|([^:/\s]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  return host === undefined ? undefined : { host, port: Number(port) };
}

function combinations(
  clients: readonly string[],
  methods: readonly string[],
  paths: readonly string[],
): readonly (readonly [string, string, string])[] {
  return clients.flatMap((client) => methods.flatMap((method) => paths.map((path) => [client, method, path] as const)));
}

/** How often requests are sent whose shares are counted, unless a test says it. */
const timesForShares = 200;

function requestOf(
  { ip, headers = {}, token, claims, authorizer, plugins, times, expect }: WrittenRow,
  asked: Pick<CaseRequest, "from" | "host" | "port" | "method" | "path">,
): CaseRequest {
  const all = Object.entries(headers);
  if (token !== undefined) all.push(["authorization", `Bearer ${token.replace(/\s+/g, "")}`]);
  const status = authorizer === "deny" ? 403 : Number(authorizer ?? "");
  const counted = typeof expect === "object" && expect.share !== undefined;
  return {
    ...asked,
    method: asked.method.toUpperCase(),
    headers: all,
    ...(plugins !== undefined && { headersBehindPlugins: editedHeaders(all, plugins) }),
    ...(ip !== undefined && { ip }),
    ...(claims !== undefined && { claims }),
    ...(status > 0 && { authorizerStatus: status }),
    times: times ?? (counted ? timesForShares : 1),
  };
}

function editedHeaders(
  headers: CaseRequest["headers"],
  { set = {}, remove = [] }: PluginEdits,
): CaseRequest["headers"] {
  const gone = new Set([...remove, ...Object.keys(set)].map((name) => name.toLowerCase()));
  return [...headers.filter(([name]) => !gone.has(name.toLowerCase())), ...Object.entries(set)];
}

/** Cases of one name get what tells them apart: the request, then a number. */
function withUniqueNames(cases: readonly MeshTestCase[]): readonly MeshTestCase[] {
  const longer = renamed(cases, ({ name, request }) => `${name} (${requestText(request)}, by ${request.from})`);
  const seen = new Map<string, number>();
  return renamed(longer, ({ name }) => {
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return `${name} #${number}`;
  });
}

function renamed(cases: readonly MeshTestCase[], better: (one: MeshTestCase) => string): readonly MeshTestCase[] {
  const counts = new Map<string, number>();
  for (const { name } of cases) counts.set(name, (counts.get(name) ?? 0) + 1);
  return cases.map((one) => ((counts.get(one.name) ?? 0) > 1 ? { ...one, name: better(one) } : one));
}

/** `GET /admin of catalog.shop:80`. */
export function requestText({ method, path, host, port }: CaseRequest): string {
  return `${method} ${path} of ${host}${port === 80 ? "" : `:${port}`}`;
}
