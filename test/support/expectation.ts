/** What a test case says about the answer to a request, and how an answer is held to it. */

/** A request answered through the mesh. */
export interface Answer {
  /** Status of the CONNECT at the node proxy; the rest is present only if it was 200. */
  readonly connect: number;
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `name=value` of the cookies that came with it. */
  readonly cookies?: readonly string[];
  readonly body: string;
}

/** `null` for a header means that it must be absent. */
type Headers = Readonly<Record<string, string | null>>;

export interface Expectation {
  readonly connect?: number;
  readonly status?: number;
  /** `namespace/deployment` of the pod that answered. */
  readonly backend?: string;
  readonly headers?: Headers;
  readonly headerPresent?: string;
  /** What the application saw. */
  readonly sees?: Headers;
  readonly seesPresent?: readonly string[];
  readonly seesHost?: string;
  readonly seesPath?: string;
  readonly bodyHas?: string;
  /** For cases with `times`: how many answers each backend gave, at least and at most. */
  readonly share?: Readonly<Record<string, readonly [number, number]>>;
  /** For cases with `times`: how many answers had each status. */
  readonly statuses?: Readonly<Record<string, readonly [number, number]>>;
  /** For cases with `times`: how many pods gave answers, at least and at most. */
  readonly pods?: readonly [number, number];
  /** How many requests came to each backend, tries and copies included, at least and at most. */
  readonly arrives?: Readonly<Record<string, readonly [number, number]>>;
}

interface Echo {
  readonly path: string;
  readonly host: string;
  readonly namespace: string;
  readonly pod: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly counted?: Readonly<Record<string, number>>;
}

/** The part of an answer that `expected` speaks about, in the same words: equal to it if and only if it is met. */
export function observed(answer: Answer, expected: Expectation): Expectation {
  const echo = echoOf(answer);
  const seen = lowerCase(echo?.headers ?? {});
  return {
    ...(expected.connect !== undefined && { connect: answer.connect }),
    ...(expected.status !== undefined && { status: answer.status ?? answer.connect }),
    ...(expected.backend !== undefined && { backend: backendOf(echo) }),
    ...(expected.headers !== undefined && { headers: pick(answer.headers, expected.headers) }),
    ...(expected.headerPresent !== undefined && {
      headerPresent: answer.headers[expected.headerPresent] === undefined ? "absent" : expected.headerPresent,
    }),
    ...(expected.sees !== undefined && { sees: pick(seen, expected.sees) }),
    ...(expected.seesPresent !== undefined && {
      seesPresent: expected.seesPresent.filter((name) => seen[name] !== undefined),
    }),
    ...(expected.seesHost !== undefined && { seesHost: echo?.host ?? "" }),
    ...(expected.seesPath !== undefined && { seesPath: echo?.path ?? "" }),
    ...(expected.bodyHas !== undefined && {
      bodyHas: answer.body.includes(expected.bodyHas) ? expected.bodyHas : answer.body,
    }),
    ...(expected.share !== undefined && { share: expected.share }),
    ...(expected.statuses !== undefined && { statuses: expected.statuses }),
    ...(expected.pods !== undefined && { pods: expected.pods }),
    ...(expected.arrives !== undefined && { arrives: expected.arrives }),
  };
}

/** How many of `answers` came from each backend. */
export function backendCounts(answers: readonly Answer[]): Readonly<Record<string, number>> {
  return counts(answers.map((answer) => backendOf(echoOf(answer))));
}

/** How many pods gave `answers`. */
export function podCount(answers: readonly Answer[]): number {
  return new Set(answers.flatMap((answer) => echoOf(answer)?.pod ?? [])).size;
}

/** How many requests came to each backend, by what an echo application says about their key. */
export function arrivals(answer: Answer): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [pod, count] of Object.entries(echoOf(answer)?.counted ?? {})) {
    const backend = pod.replace(/-\d+$/, "");
    found[backend] = (found[backend] ?? 0) + count;
  }
  return found;
}

/** How many of `answers` had each status. */
export function statusCounts(answers: readonly Answer[]): Readonly<Record<string, number>> {
  return counts(answers.map((answer) => String(answer.status ?? answer.connect)));
}

/** The counts that are outside their bounds; names without bounds must not occur. */
export function outOfBounds(
  found: Readonly<Record<string, number>>,
  bounds: Readonly<Record<string, readonly [number, number]>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(found), ...Object.keys(bounds)])];
  return names.flatMap((name) => {
    const [least, most] = bounds[name] ?? [0, 0];
    const count = found[name] ?? 0;
    return count >= least && count <= most ? [] : [`${name}: ${count}, wanted ${least} to ${most}`];
  });
}

function echoOf(answer: Answer): Echo | undefined {
  try {
    const body: unknown = JSON.parse(answer.body);
    return typeof body === "object" && body !== null && "pod" in body ? (body as Echo) : undefined;
  } catch {
    return undefined;
  }
}

function backendOf(echo: Echo | undefined): string {
  return echo === undefined ? "none" : `${echo.namespace}/${echo.pod.replace(/-\d+$/, "")}`;
}

function pick(found: Readonly<Record<string, string>>, wanted: Headers): Headers {
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, found[name] ?? null]));
}

function lowerCase(headers: Echo["headers"]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values.join(",")]));
}

function counts(names: readonly string[]): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of names) found[name] = (found[name] ?? 0) + 1;
  return found;
}
