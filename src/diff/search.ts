/**
 * Looks for requests that the two sides may treat otherwise: attribute by attribute, the usual value first. A branch ends
 * where the same is open on both sides, and where what is open has been looked at before with other values.
 */
import type { Attribute, AttributeValue, Draft } from "./attributes.js";
import { atomsAt } from "./decisions.js";
import type { Atom } from "./guards.js";
import { type DecidingSide, type Known, type Residual, residual } from "./residual.js";
import { placesOf } from "./values/token-candidates.js";
import { type ValueSearch, type Values, valuesOf } from "./values/values.js";

/** What was looked at. */
export interface SearchResult {
  /** One request for each way in which the rules of the two sides may look at requests, where they may differ. */
  readonly drafts: readonly Draft[];
  /** The limit ended the search before everything was looked at. */
  readonly isCut: boolean;
  /** How many values of each attribute were told apart. */
  readonly varied: ReadonlyMap<Attribute, number>;
  /** Patterns for which no text was found, and attributes with more values than are tried, in words. */
  readonly notes: readonly string[];
}

/** What a step costs, in requests. */
const stepCost = 0.2;

/** What tells a token must be known before anything that is made of it. */
const knownFirst: readonly Attribute[] = ["browser", "authorizer", "token"];

/** Then what narrows down most. */
const usualOrder: readonly string[] = ["path", "client", "method", "host", "address", "header", "query"];

/** Requests to one service port, at most `most`. */
export function differingDrafts(search: ValueSearch, most: number): SearchResult {
  return new Search(search).run(most);
}

class Search {
  readonly #search: ValueSearch;
  readonly #values = new Map<Attribute, Values>();
  readonly #order: readonly Attribute[];
  readonly #late: ReadonlySet<Attribute>;
  readonly #seen = new Set<string>();
  readonly #drafts: Draft[] = [];
  #isCut = false;

  constructor(search: ValueSearch) {
    this.#search = search;
    this.#order = orderOf(search.sides);
    this.#late = tokenAttributes(search);
  }

  run(most: number): SearchResult {
    this.#choose(knownFirst, { draft: this.#search.draft, assigned: new Set() }, most);
    const varied = [...this.#values].filter(([, { values }]) => values.length > 1);
    return {
      drafts: this.#drafts,
      isCut: this.#isCut,
      varied: new Map(varied.map(([attribute, { values }]) => [attribute, values.length])),
      notes: [...this.#values].flatMap(([attribute, values]) => notesOf(attribute, values)),
    };
  }

  /** Chooses these first, whatever is open. Returns what it cost. */
  #choose([attribute, ...others]: readonly Attribute[], at: Place, allowance: number): number {
    if (attribute === undefined) return this.#explore(at, allowance);
    return this.#branch(attribute, at, { allowance, go: (next, share) => this.#choose(others, next, share) });
  }

  #explore(at: Place, allowance: number): number {
    const [base, head] = this.#residuals(at);
    if (base.key === head.key) return stepCost;
    const key = `${base.key}\n${head.key}`;
    if (this.#seen.has(key)) return stepCost;
    if (allowance < 1) {
      this.#isCut = true;
      return stepCost;
    }
    this.#seen.add(key);
    const attribute = this.#order.find(
      (one) => !at.assigned.has(one) && (base.attributes.has(one) || head.attributes.has(one)),
    );
    if (attribute === undefined) {
      this.#drafts.push(at.draft);
      return 1;
    }
    const go = (next: Place, share: number): number => this.#explore(next, share);
    return stepCost + this.#branch(attribute, at, { allowance: allowance - stepCost, go });
  }

  /** Every value gets an equal share of what is left; what one leaves over is for the next ones. */
  #branch(
    attribute: Attribute,
    at: Place,
    { allowance, go }: { readonly allowance: number; readonly go: (next: Place, share: number) => number },
  ): number {
    const { values } = this.#valuesOf(attribute);
    let spent = 0;
    for (const [index, value] of values.entries()) {
      spent += go(assignedTo(attribute, value, at), (allowance - spent) / (values.length - index));
    }
    return spent;
  }

  #residuals({ draft, assigned }: Place): readonly [base: Residual, head: Residual] {
    const known: Known = { draft, assigned, late: this.#late, rawPaths: this.#search.rawPaths };
    const [base, head] = this.#search.sides;
    return [residual(base, known), residual(head, known)];
  }

  #valuesOf(attribute: Attribute): Values {
    const found = this.#values.get(attribute) ?? valuesOf(attribute, this.#search);
    this.#values.set(attribute, found);
    return found;
  }
}

interface Place {
  readonly draft: Draft;
  readonly assigned: ReadonlySet<Attribute>;
}

function assignedTo(attribute: Attribute, value: AttributeValue, { draft, assigned }: Place): Place {
  const next = value.onto(draft);
  const all = new Set([...assigned, attribute]);
  // A browser's question is of one method, and names its page.
  if (attribute === "browser" && next.headers["origin"] !== undefined) all.add("header origin");
  if (attribute === "browser" && next.headers["access-control-request-method"] !== undefined) {
    all.add("method").add("header access-control-request-method");
  }
  return { draft: next, assigned: all };
}

/** What only one side asks about comes first: it tells soonest where nothing differs. */
function orderOf(sides: ValueSearch["sides"]): readonly Attribute[] {
  const [base, head] = sides.map(({ decisions }) => (decisions === undefined ? [] : atomsAt(decisions.at))) as [
    readonly Atom[],
    readonly Atom[],
  ];
  const differing = [...without(base, head), ...without(head, base)].flatMap(({ attributes }) => attributes);
  const all = new Set<Attribute>([...base, ...head].flatMap(({ attributes }) => attributes));
  for (const one of ["client", "method", "path", "host", "address"] as const) all.add(one);
  const weight = (attribute: Attribute): number => differing.filter((one) => one === attribute).length;
  const usual = (attribute: Attribute): number => usualOrder.indexOf(attribute.replace(/ .*/, ""));
  return [...all, ...furtherOf(sides)]
    .filter((attribute, index, list) => list.indexOf(attribute) === index && !knownFirst.includes(attribute))
    .sort((one, other) => weight(other) - weight(one) || usual(one) - usual(other) || (one < other ? -1 : 1));
}

function without(list: readonly Atom[], others: readonly Atom[]): readonly Atom[] {
  const keys = new Set(others.map(({ key }) => key));
  return list.filter(({ key }) => !keys.has(key));
}

/** What waypoints behind look at. */
function furtherOf(sides: readonly DecidingSide[]): readonly Attribute[] {
  const found = sides.flatMap(({ decisions }) => {
    const at = decisions?.at;
    if (at?.kind !== "waypoint") return [];
    const behind = [...at.routes.map(({ consequence }) => consequence), at.otherwise];
    return behind.flatMap(({ attributes }) => attributes);
  });
  return [...new Set(found)].sort();
}

/** Headers and parameters in which tokens are looked for. */
function tokenAttributes({ vocabulary }: ValueSearch): ReadonlySet<Attribute> {
  const places = vocabulary.authentications.flatMap(({ rules }) => rules.flatMap(placesOf));
  return new Set(
    places.map((place): Attribute => {
      if (place.startsWith("cookie ")) return "header cookie";
      const colon = place.indexOf(":");
      return colon < 0 ? `query ${place}` : `header ${place.slice(0, colon)}`;
    }),
  );
}

function notesOf(attribute: Attribute, { unexplored, left }: Values): readonly string[] {
  const more = left === 0 ? [] : [`${left} more values of ${attribute} are told apart and were not tried`];
  return [...unexplored.map((pattern) => `no ${attribute} was found that ${pattern} matches`), ...more];
}
