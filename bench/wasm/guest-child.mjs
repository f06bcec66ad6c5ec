/**
 * Filters without a proxy, in a process of its own (`--no-liftoff`: Envoy's V8 has no quick compiler either). Reads one JSON
 * object on stdin, `{ filter, modules: { as, rust? }, streams, rounds }`, and answers with nanoseconds of CPU time a
 * stream, by language, a number for each round. Languages take turns, and so does who begins.
 */
import { LeanHost } from "./lean-host.mjs";
import { body, configurationOf, headerValues } from "./workload.mjs";

let asked = "";
for await (const piece of process.stdin) asked += piece;
const { filter, modules, streams, rounds } = JSON.parse(asked);
const hosts = Object.entries(modules).map(([language, path]) => [language, hostOf(path)]);
for (const [language, host] of hosts) {
  host.streams(2 * streams);
  checked(language, host);
}
const ns = Object.fromEntries(hosts.map(([language]) => [language, []]));
for (let round = 0; round < rounds; round++) {
  const order = round % 2 === 0 ? hosts : [...hosts].reverse();
  for (const [language, host] of order) ns[language].push(nsPerStream(host));
}
process.stdout.write(JSON.stringify(ns));

function hostOf(path) {
  const answer = filter === "body" ? { body: new TextEncoder().encode(body) } : {};
  return new LeanHost({ path, configuration: configurationOf(filter), headers: headerValues, ...answer });
}

function nsPerStream(host) {
  const before = process.cpuUsage();
  host.streams(streams);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / streams;
}

/** A filter that does not do its work would be a fast one. */
function checked(language, host) {
  const wanted = { noop: "", "add-header": "by-wasm", rules: "8", body: "" }[filter];
  if (host.lastValue !== wanted || host.replies !== 0) {
    throw new Error(
      `${filter} in ${language} set ${JSON.stringify(host.lastValue)} instead of ${JSON.stringify(wanted)}`,
    );
  }
}
