/** The headers of a request or an answer: names in lower case, each with its values in order. */
export type Headers = ReadonlyMap<string, readonly string[]>;

/** Headers as they came: names in any case, repeated names allowed. */
export function headersFrom(pairs: readonly (readonly [name: string, value: string])[]): Headers {
  const found = new Map<string, readonly string[]>();
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    // Blanks around a value belong to the line, not to the value (RFC 9110, 5.5).
    found.set(key, [...(found.get(key) ?? []), value.replace(/^[ \t]+|[ \t]+$/g, "")]);
  }
  return found;
}

/** The value that is compared: several become one, separated by commas; undefined without such a header. */
export function headerText(headers: Headers, name: string): string | undefined {
  return headers.get(name)?.join(",");
}

/** What becomes of one header: whether the values that came stay, and what is written behind them. */
export interface HeaderChange {
  readonly name: string;
  readonly keeps: boolean;
  readonly values: readonly string[];
}

/** The headers after the changes. */
export function withChanges(headers: Headers, changes: readonly HeaderChange[]): Headers {
  const found = new Map(headers);
  for (const { name, keeps, values } of changes) {
    const before = keeps ? (found.get(name) ?? []) : [];
    const after = values.length === 0 ? before : [...before, values.join(",")];
    if (after.length === 0) found.delete(name);
    else found.set(name, after);
  }
  return found;
}

/** By these, clients could tell a proxy how long to wait and what to try again. Proxies of a mesh take them away unread. */
const proxyHeaders = [
  "force-trace",
  "hedge-on-per-try-timeout",
  "ip-tags",
  "max-retries",
  "original-url",
  "retriable-header-names",
  "retriable-status-codes",
  "retry-grpc-on",
  "retry-on",
  "upstream-alt-stat-name",
  "upstream-rq-per-try-timeout-ms",
  "upstream-rq-timeout-alt-response",
  "upstream-rq-timeout-ms",
].map((name) => `x-envoy-${name}`);

/** The headers that routes, policies and applications get to see. */
export function withoutProxyHeaders(headers: Headers): Headers {
  if (!proxyHeaders.some((name) => headers.has(name))) return headers;
  return new Map([...headers].filter(([name]) => !proxyHeaders.includes(name)));
}
