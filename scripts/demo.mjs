/**
 * The demonstration: runs the mesh of examples/bookshop with real Envoys, sends the requests of its requests.yaml as
 * different identities, and prints what was expected beside what happened. Then it stays up for the reader to play with.
 *
 *   npm run demo              stays up until Ctrl-C
 *   npm run demo -- --once    ends at once: 0 if everything was as expected, else 1
 */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { requestThroughProxy } from "../dist/runtime/proxied-request.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = "examples/bookshop";
const once = process.argv.includes("--once");
const colour = process.stdout.isTTY && !process.env.NO_COLOR;

const painted = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
const say = (text = "") => console.log(text);

/** The mesh as a child process: what it says, and how to end it. */
function startMesh() {
  const child = spawn(process.execPath, [join(root, "dist/cli/main.js"), "up", folder, "--json"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
  let onReady;
  const ready = new Promise((resolve) => {
    onReady = resolve;
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const event = JSON.parse(line);
    if (event.event === "ready") onReady(event);
    if (event.event === "diagnostic" && event.state === "raised" && event.severity !== "info") {
      say(`${event.file ?? ""}:${event.line ?? ""} ${event.severity} ${event.code}: ${event.message}`);
    }
    if (event.event === "nack") say(`${event.waypoint} refused ${event.names.join(", ")}: ${event.error}`);
    if (event.event === "log" && event.level === "error") say(`${event.source}: ${event.message}`);
  });
  const stop = async () => {
    if (child.exitCode === null) child.kill("SIGTERM");
    return await ended;
  };
  return { ready, ended, stop };
}

/** Sends one request as often as it says; one outcome each. */
async function outcomesOf({ as, method, url, headers = {}, times = 1 }, mesh) {
  const [namespace, , account] = as.split("/");
  const identity = mesh.identities.find((one) => one.namespace === namespace && one.serviceAccount === account);
  if (identity === undefined) throw new Error(`nobody in the mesh is ${as}`);
  const outcomes = [];
  for (let sent = 0; sent < times; sent++) {
    const request = { proxy: identity.proxyUrl, url, headers: Object.entries(headers), ...(method && { method }) };
    outcomes.push(await requestThroughProxy(request));
  }
  return outcomes;
}

const listed = (value) => (value === undefined ? [] : [value].flat());

/** The Deployment whose pod answered: `catalog-v1` for `catalog-v1-0`. */
function backendOf(outcome) {
  try {
    return JSON.parse(outcome.body).pod.replace(/-\d+$/, "");
  } catch {
    return undefined;
  }
}

function receivedHeader(outcome, name) {
  const { headers } = JSON.parse(outcome.body);
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1][0];
}

function expectedText({ status, refused, backend, header = {}, received = {} }) {
  if (refused) return "refused";
  const parts = [String(status), ...listed(backend)];
  for (const [name, value] of Object.entries({ ...header, ...received })) parts.push(`${name}: ${value}`);
  return parts.join(" ");
}

/** One outcome in the words of the expectation, so that the two can be compared as texts. */
function outcomeText(outcome, { backend, header = {}, received = {} }) {
  if (outcome.kind === "refused") return "refused";
  if (outcome.kind === "failed") return `no answer (${outcome.reason})`;
  const parts = [String(outcome.status)];
  const answered = backendOf(outcome);
  if (backend !== undefined && answered !== undefined) parts.push(answered);
  for (const name of Object.keys(header)) {
    parts.push(`${name}: ${outcome.headers.find(([key]) => key.toLowerCase() === name)?.[1]}`);
  }
  if (answered !== undefined)
    for (const name of Object.keys(received)) parts.push(`${name}: ${receivedHeader(outcome, name)}`);
  return parts.join(" ");
}

/** Whether all outcomes are as expected, and each of several backends has answered. */
function verdictOf({ expect }, outcomes) {
  const texts = outcomes.map((outcome) => outcomeText(outcome, expect));
  const backends = listed(expect.backend);
  const wanted =
    backends.length > 1 ? backends.map((backend) => expectedText({ ...expect, backend })) : [expectedText(expect)];
  const got = [...new Set(texts)].sort();
  const fine = got.length === wanted.length && got.every((text) => wanted.includes(text));
  const counts = got.map((text) =>
    outcomes.length > 1 ? `${texts.filter((each) => each === text).length} x ${text}` : text,
  );
  return { fine, got: counts.join(", ") };
}

function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const [index, row] of rows.entries()) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column]));
    const mark = index === 0 ? " " : row[0];
    const code = mark === "✓" ? 32 : mark === "✗" ? 31 : 1;
    say(`${painted(code, cells[0])}  ${cells.slice(1).join("  ").trimEnd()}`);
  }
}

async function tellStory(mesh) {
  const { requests } = parse(await readFile(join(root, folder, "requests.yaml"), "utf8"));
  const rows = [["", "AS", "REQUEST", "EXPECTED", "GOT", "BECAUSE"]];
  let wrong = 0;
  for (const request of requests) {
    const { fine, got } = verdictOf(request, await outcomesOf(request, mesh));
    if (!fine) wrong += 1;
    const times = request.times > 1 ? ` (${request.times} times)` : "";
    const sent = Object.keys(request.headers ?? {}).map((name) => ` +${name}`);
    const line = `${request.method ?? "GET"} ${request.url.replace("http://", "")}${sent.join("")}${times}`;
    rows.push([fine ? "✓" : "✗", request.as, line, expectedText(request.expect), got, request.why]);
  }
  printTable(rows);
  say();
  say(
    wrong === 0
      ? painted(32, `All ${requests.length} requests were answered as the manifests say.`)
      : painted(31, `${wrong} of ${requests.length} requests were not answered as the manifests say.`),
  );
  return wrong;
}

function invite(mesh) {
  const web = mesh.identities.find(({ serviceAccount }) => serviceAccount === "web");
  say();
  say("The mesh stays up: edit the files in examples/bookshop and see what changes. For example:");
  say("  node dist/cli/main.js curl --as shop/sa/web http://catalog.shop/books");
  say(`  curl -p -x ${web.proxyUrl} http://catalog.shop/books`);
  for (const { name, adminUrl } of mesh.waypoints) say(`  The Envoy of ${name} can be looked into at ${adminUrl}`);
  say("Ctrl-C ends it.");
}

const mesh = startMesh();
// The child is in our process group and hears Ctrl-C itself; we only have to wait for it.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void mesh.stop());
say(`Starting the mesh of ${folder}`);
const ready = await Promise.race([mesh.ready, mesh.ended.then(() => undefined)]);
if (ready === undefined) {
  say("The mesh did not start.");
  process.exitCode = 1;
} else {
  const wrong = await tellStory(ready).catch((error) => {
    say(String(error));
    return 1;
  });
  process.exitCode = wrong === 0 ? 0 : 1;
  if (once) await mesh.stop();
  else invite(ready);
  await mesh.ended;
}
