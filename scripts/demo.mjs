/**
 * The demonstration: runs the mesh of examples/bookshop with real Envoys, sends the requests of its mesh tests as
 * different identities, and prints what was expected beside what happened. Then it stays up for the reader to play with.
 *
 *   npm run demo              stays up until Ctrl-C
 *   npm run demo -- --once    ends at once: 0 if everything was as expected, else 1
 */
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { explain } from "../dist/explain/explain.js";
import { answersOf } from "../dist/mesh-tests/answers.js";
import { requestText } from "../dist/mesh-tests/cases.js";
import { readMeshTests } from "../dist/mesh-tests/read-mesh-tests.js";
import { explainedRequest } from "../dist/mesh-tests/run-mesh-tests.js";
import { judgedOnWire } from "../dist/mesh-tests/wire.js";
import { requestThroughProxy } from "../dist/runtime/proxied-request.js";
import { readMesh } from "../dist/serving/explained-mesh.js";

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
async function outcomesOf({ from, host, port, path, method, headers, times }, mesh) {
  const [namespace, , account] = from.split("/");
  const identity = mesh.identities.find((one) => one.namespace === namespace && one.serviceAccount === account);
  if (identity === undefined) throw new Error(`nobody in the mesh is ${from}`);
  const outcomes = [];
  for (let sent = 0; sent < times; sent++) {
    const request = { proxy: identity.proxyUrl, url: `http://${host}:${port}/`, path, method, headers };
    outcomes.push(await requestThroughProxy(request));
  }
  return outcomes;
}

function expectedText({ verdict, by, status, backend, share, refused }) {
  const shares = Object.entries(share ?? {}).map(([name, percent]) => `${percent} % ${name}`);
  const parts = [verdict, status, [backend ?? []].flat().join(" or "), shares.join(", ")];
  if (refused) parts.push("refused");
  if (by !== undefined) parts.push(`by ${by}`);
  return parts.filter((part) => part).join(" ");
}

/** `200 catalog-v1`: the status, and the Deployment whose pod answered. */
function outcomeText(outcome) {
  if (outcome.kind === "refused") return "refused";
  if (outcome.kind === "failed") return `no answer (${outcome.reason})`;
  try {
    return `${outcome.status} ${JSON.parse(outcome.body).pod.replace(/-\d+$/, "")}`;
  } catch {
    return String(outcome.status);
  }
}

/** Each answer once; several with how often it was given. */
function gotText(outcomes) {
  const texts = outcomes.map(outcomeText);
  const counts = [...new Set(texts)].sort().map((text) => [text, texts.filter((each) => each === text).length]);
  return counts.map(([text, count]) => (outcomes.length > 1 ? `${count} x ${text}` : text)).join(", ");
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
  const explained = await readMesh([join(root, folder)]);
  const tests = readMeshTests([join(root, folder)]).suites.flatMap(({ cases }) => cases);
  // Tokens that say no more than their claims are for `waymark test --envoy`, which has a key to sign them with.
  const requests = tests.filter(({ request }) => request.claims === undefined);
  const rows = [["", "AS", "REQUEST", "EXPECTED", "GOT", "BECAUSE"]];
  let wrong = 0;
  for (const { name, request, expect } of requests) {
    const foretold = answersOf(explain(explained, explainedRequest(request, Date.now() / 1000)));
    const outcomes = await outcomesOf(request, mesh);
    const { misses } = judgedOnWire(expect, foretold, outcomes);
    if (misses.length > 0) wrong += 1;
    const times = request.times > 1 ? ` (${request.times} times)` : "";
    const sent = request.headers.map(([header]) => ` +${header}`).join("");
    const line = `${requestText(request)}${sent}${times}`;
    const mark = misses.length === 0 ? "✓" : "✗";
    rows.push([mark, request.from, line, expectedText(expect), gotText(outcomes), name.replace(/ \(.*\)$/, "")]);
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
