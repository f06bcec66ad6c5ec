/** The values of each attribute that are tried: one for each way in which the rules of both sides may look at it. */
import { normalPath } from "../../explain/request-path.js";
import type { CrossOrigin } from "../../ir/route.js";
import { type Attribute, type AttributeValue, type Draft, withHeader, withParameter } from "../attributes.js";
import type { DecidingSide } from "../residual.js";
import { addressCandidates } from "./address-candidates.js";
import { answersTo } from "./answers.js";
import { clientCandidates } from "./client-candidates.js";
import { pathSamples, pathsBefore, rawForms } from "./path-samples.js";
import { textSamples } from "./text-samples.js";
import { tokenCandidates } from "./token-candidates.js";
import { headerPatterns, patternsFor, queryPatterns, rangesIn, unique, type Vocabulary } from "./vocabulary.js";

/** What values are found for. */
export interface ValueSearch {
  readonly sides: readonly [base: DecidingSide, head: DecidingSide];
  readonly vocabulary: Vocabulary;
  /** Its values are the usual ones. */
  readonly draft: Draft;
  /** Of the service. */
  readonly namespace: string;
  /** Every name that the service has, on either side. */
  readonly names: readonly string[];
  readonly rawPaths: boolean;
}

/** Values of an attribute, the usual one first; and patterns for which there is none. */
export interface Values {
  readonly values: readonly AttributeValue[];
  readonly unexplored: readonly string[];
  /** How many more there are than are tried. */
  readonly left: number;
}

/** More values of one attribute are not tried. */
const mostValues = 96;

/** The values of an attribute that the rules of a side tell apart. */
export function valuesOf(attribute: Attribute, search: ValueSearch): Values {
  const { candidates, unexplored = [] } = candidatesFor(attribute, search);
  const found = new Map<string, AttributeValue>();
  for (const candidate of candidates) {
    const draft = candidate.onto(search.draft);
    const key =
      search.sides.map((side) => answersTo(attribute, side, draft)).join(" ") + sameForm(attribute, draft, search);
    // Each authorizer has a say of its own, whatever rules look at.
    const own = attribute === "authorizer" ? `${candidate.key} ${key}` : key;
    if (!found.has(own)) found.set(own, candidate);
  }
  const all = [...found.values()];
  return { values: all.slice(0, mostValues), unexplored, left: Math.max(0, all.length - mostValues) };
}

/** Whether both sides read a path alike. */
function sameForm(attribute: Attribute, { path }: Draft, { sides, rawPaths }: ValueSearch): string {
  if (attribute !== "path" || !rawPaths) return "";
  const forms = sides.flatMap(({ decisions }) => {
    if (decisions?.at.kind !== "waypoint") return [];
    const normal = normalPath(path, decisions.at.waypoint.settings.pathNormalization);
    return normal.kind === "path" ? [normal.path] : [normal.kind];
  });
  return ` ${forms.map((form) => form === forms[0]).join(" ")}`;
}

interface Candidates {
  readonly candidates: readonly AttributeValue[];
  readonly unexplored?: readonly string[];
}

function candidatesFor(attribute: Attribute, search: ValueSearch): Candidates {
  const { vocabulary, draft, sides, namespace } = search;
  if (attribute.startsWith("header ")) return headerCandidates(attribute.slice("header ".length), vocabulary);
  if (attribute.startsWith("query ")) {
    const name = attribute.slice("query ".length);
    const { texts, unexplored } = textSamples(queryPatterns(vocabulary, name));
    const sent = unique(texts.filter((text) => /^[!-~]*$/.test(text) && !/[#&]/.test(text)));
    return {
      candidates: texted([undefined, "", ...sent, "other"], (one, text) => withParameter(one, name, text)),
      unexplored,
    };
  }
  switch (attribute) {
    case "method":
      return { candidates: methodCandidates(vocabulary) };
    case "path":
      return pathCandidates(search);
    case "host":
      return hostCandidates(search);
    case "client":
      return {
        candidates: texted([draft.from, ...clientCandidates(vocabulary, sides, namespace)], (one, from = "") => ({
          ...one,
          from,
        })),
      };
    case "address":
      return {
        candidates: texted(addressCandidates(rangesIn(vocabulary)), (one, address = "") => ({ ...one, address })),
      };
    case "authorizer":
      return {
        candidates: texted([undefined, ...vocabulary.authorizers], (one, refusing) =>
          refusing === undefined ? one : { ...one, refusing },
        ),
      };
    case "token":
      return {
        candidates: [
          unchanged,
          ...tokenCandidates(vocabulary).map(
            (token): AttributeValue => ({ key: JSON.stringify(token), onto: (one) => ({ ...one, token }) }),
          ),
        ],
      };
    default:
      return { candidates: [unchanged, ...vocabulary.cors.flatMap(browserCandidates)] };
  }
}

const unchanged: AttributeValue = { key: "as usual", onto: (draft) => draft };

function texted(
  texts: readonly (string | undefined)[],
  onto: (draft: Draft, text: string | undefined) => Draft,
): readonly AttributeValue[] {
  return [...new Set(texts)].map((text) => ({ key: JSON.stringify(text ?? null), onto: (draft) => onto(draft, text) }));
}

function headerCandidates(name: string, vocabulary: Vocabulary): Candidates {
  const ofKind = name === "content-type" ? ["application/grpc"] : [];
  const ofProxies = name === "x-forwarded-for" ? forwardedFor(vocabulary) : [];
  const { texts, unexplored } = textSamples(headerPatterns(vocabulary, name));
  // Others cannot be sent in a header, or come to the other side with other blanks around them.
  const sent = unique(texts.filter((text) => /^[ -~]*$/.test(text) && text.trim() === text));
  const all = [undefined, ...ofKind, ...ofProxies, ...sent, "", "other"];
  return { candidates: texted(all, (draft, text) => withHeader(draft, name, text)), unexplored };
}

function forwardedFor(vocabulary: Vocabulary): readonly string[] {
  const addresses = addressCandidates(rangesIn(vocabulary));
  // Trusted proxies write themselves behind the client.
  return addresses.flatMap((address) => [`${address}, 203.0.113.1`, `${address}, 203.0.113.1, 203.0.113.2`]);
}

const usualMethods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND"];

function methodCandidates(vocabulary: Vocabulary): readonly AttributeValue[] {
  const { texts } = textSamples(patternsFor(vocabulary, ({ name }) => name === "method"));
  const ofRoutes = vocabulary.routes.flatMap(({ match }) => match.method ?? []);
  const named = texts.filter((text) => /^[A-Z]+$/.test(text));
  const all = [
    "GET",
    ...usualMethods.filter((one) => [...named, ...ofRoutes].includes(one)),
    ...ofRoutes,
    ...named,
    ...usualMethods,
  ];
  return texted(all, (draft, method = "GET") => ({ ...draft, method }));
}

function pathCandidates({ vocabulary, rawPaths }: ValueSearch): Candidates {
  const { routes } = vocabulary;
  const patterns = patternsFor(
    vocabulary,
    (one) => one.name === "path" || (one.name === "header" && one.header === ":path"),
  );
  const { texts, unexplored } = pathSamples(
    routes.map(({ match }) => match.path),
    patterns,
  );
  const all = [...texts, ...pathsBefore(routes, texts)];
  const raw = rawPaths ? all.flatMap((path) => [path, ...rawForms(path)]) : all;
  // Queries are varied on their own, and fragments are never sent.
  const sent = raw.filter((path) => /^\/[^?#\s]*$/.test(path));
  return { candidates: texted(sent, (draft, path = "/") => ({ ...draft, path })), unexplored };
}

function hostCandidates({ vocabulary, draft, names }: ValueSearch): Candidates {
  const patterns = patternsFor(
    vocabulary,
    (one) => one.name === "host" || (one.name === "header" && [":authority", "host"].includes(one.header)),
  );
  const ofHeader = ["host", ":authority"].flatMap((name) => headerPatterns(vocabulary, name));
  const { texts, unexplored } = textSamples([...patterns, ...ofHeader]);
  const sent = texts.filter((text) => /^[A-Za-z0-9.:_[\]-]+$/.test(text));
  const ported = [...names, ...sent].flatMap((name) => [name, `${name}:${draft.port}`]);
  return {
    candidates: texted([undefined, ...ported, "other.example"], (one, text) => withHeader(one, "host", text)),
    unexplored,
  };
}

/** What browsers send for a page of another origin: the request itself, and the question before it. */
function browserCandidates({ origins, methods }: CrossOrigin): readonly AttributeValue[] {
  const { texts } = textSamples(origins);
  const pages = unique([...texts.filter((text) => /^[!-~]+$/.test(text)), "https://other.example"]);
  const [method = "PUT"] = methods === "*" ? [] : methods;
  return pages.flatMap((page): readonly AttributeValue[] => [
    { key: `page ${page}`, onto: (draft) => withHeader(draft, "origin", page) },
    {
      key: `question ${page}`,
      onto: (draft) =>
        withHeader(
          withHeader({ ...draft, method: "OPTIONS" }, "origin", page),
          "access-control-request-method",
          method,
        ),
    },
  ]);
}
