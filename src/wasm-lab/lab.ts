/** What a behaviour is tried on: plugins in a proxy, an upstream behind it, and services that plugins call. */

/** One plugin of a chain. */
export interface LabPlugin {
  /** Path of a `.wasm` file. */
  readonly module: string;
  readonly configuration?: string | object;
  readonly rootId?: string;
  /** Plugins of one lab that name the same id share a virtual machine. */
  readonly vmId?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly failurePolicy?: "closed" | "open" | "reload";
  readonly allowOnHeadersStopIteration?: boolean;
}

/** A message as the upstream or a called service sees it. Names are in lower case, values of one name joined. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly trailers?: Readonly<Record<string, string>>;
}

/** What the upstream or a called service answers. */
export interface Reaction {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A body in pieces that arrive one by one, without `content-length`; in the place of `body`. */
  readonly pieces?: readonly string[];
  /** Behind `pieces`. */
  readonly trailers?: Readonly<Record<string, string>>;
}

/** A gRPC call as the called service sees it: its first message. */
export interface GrpcAsked {
  /** `/package.Service/Method`. */
  readonly path: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly message: string;
}

/** What a called gRPC service answers. */
export interface GrpcReaction {
  readonly messages?: readonly string[];
  /** Default 0, OK. */
  readonly status?: number;
  /** Of the status. */
  readonly text?: string;
  /** Before the messages and behind them. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly trailers?: Readonly<Record<string, string>>;
}

/** A proxy with plugins, in both of its forms. */
export interface Lab {
  readonly plugins: readonly LabPlugin[];
  /** Default: 200 with the text `ok`. */
  readonly upstream?: (request: Seen) => Reaction;
  /** Services that plugins may call, by the name of their cluster; `silent` never answers, `unreachable` refuses. */
  readonly clusters?: Readonly<Record<string, ((request: Seen) => Reaction) | "silent" | "unreachable">>;
  /** gRPC services that plugins may call, by the name of their cluster. */
  readonly grpc?: Readonly<Record<string, (call: GrpcAsked) => GrpcReaction>>;
  /** Routes before the one for everything; the upstream sees the name of the one taken in `x-lab-route`. */
  readonly routes?: readonly LabRoute[];
  /** What filters before the plugins said about the request, such as the claims of its token: name space, key, value. */
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, ClaimValue>>>>;
}

/** A route for requests with a header of that value. */
export interface LabRoute {
  readonly name: string;
  readonly header: string;
  readonly value: string;
}

/** A value of dynamic metadata. */
export type ClaimValue = string | readonly string[] | { readonly [name: string]: ClaimValue };

/** What a client sends. A `host` is always there. */
export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** A body in pieces whose length is not told beforehand, in place of `body`. */
  readonly chunks?: readonly string[];
  /** Behind `chunks`. */
  readonly trailers?: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface Answer {
  /** `silent`: nothing came for a while, then the client gave up. `reset`: the connection was closed. */
  readonly kind: "answered" | "silent" | "reset";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Behind the body; absent: none. */
  readonly trailers?: Readonly<Record<string, string>>;
  /** What the upstream saw; undefined if the request did not get there. */
  readonly upstream: Seen | undefined;
}

/** The proxy under test: the host in Node or a real Envoy. A behaviour must not care which. */
export interface LabProxy {
  send(asked?: Asked): Promise<Answer>;
  /** The lines that plugins logged since the behaviour began, as `level message`. */
  logged(): Promise<readonly string[]>;
  /** A counter's or gauge's value; undefined if there is none. */
  metric(name: string): Promise<number | undefined>;
  /** Lets time pass: virtual on the host, real on Envoy. */
  wait(ms: number): Promise<void>;
}

/** The headers that Envoy adds or rewrites by itself, and that differ from run to run. */
const volatileHeaders: ReadonlySet<string> = new Set([
  "connection",
  "date",
  "host",
  "keep-alive",
  "server",
  "transfer-encoding",
  "x-envoy-expected-rq-timeout-ms",
  "x-envoy-internal",
  "x-envoy-upstream-service-time",
  "x-forwarded-for",
  "x-forwarded-proto",
  "x-lab",
  "x-request-id",
]);

/** Headers without what differs from run to run. */
export function steady(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      // HTTP/1.1 says that there is no body, where other versions just end.
      ([name, value]) =>
        !volatileHeaders.has(name) && !name.startsWith(":") && !(name === "content-length" && value === "0"),
    ),
  );
}

/** A log line without what differs from run to run: pairs of such headers are left out. */
export function steadyLine(line: string): string {
  const pairs = /^(.*?pairs [^>]*-> 0 )(.*)$/.exec(line);
  if (pairs === null) return line;
  const kept = (pairs[2] ?? "").split(" | ").filter((pair) => !volatileHeaders.has(pair.slice(0, pair.indexOf("="))));
  return `${pairs[1]}${kept.join(" | ")}`;
}

export const virtualMachineId = (lab: number, id: string | undefined): string =>
  `lab-${lab}${id === undefined ? "" : `-${id}`}`;
