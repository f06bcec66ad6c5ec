import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { type ProxiedAnswer, type ProxiedOutcome, requestThroughProxy } from "../runtime/proxied-request.js";
import { identitiesNamed, type RunRecord, runFolder, runningMeshes } from "../runtime/run-record.js";
import { type ExitCode, exitCodes, UsageError } from "./exit.js";
import type { CurlOptions } from "./options.js";
import { type Output, processOutput } from "./output.js";

/** Sends the request and prints what came of it. */
export async function runCurl(url: string, options: CurlOptions): Promise<ExitCode> {
  const target = httpUrl(url);
  const headers = options.header.map(parsedHeader);
  const outcome = await requestThroughProxy({
    proxy: options.proxy ?? (await proxyOf(options)),
    url: target,
    headers,
    timeoutMs: options.maxTime * 1000,
    ...(options.request !== undefined && { method: options.request }),
    ...(options.data !== undefined && { body: options.data }),
  });
  const output = processOutput(options.json);
  printOutcome(outcome, options.include, output);
  return outcome.kind === "answered" && outcome.status < 400 ? exitCodes.fine : exitCodes.findings;
}

/** Only plain HTTP: the mesh encrypts on the way. */
export function httpUrl(url: string): string {
  const href = url.includes("://") ? url : `http://${url}`;
  if (!URL.canParse(href)) throw new UsageError(`${url} is not a URL`);
  const { protocol } = new URL(href);
  if (protocol !== "http:") {
    throw new UsageError(`${url}: use http://, the mesh itself encrypts what it carries`);
  }
  return href;
}

/** `Name: value`. */
export function parsedHeader(text: string): readonly [string, string] {
  const colon = text.indexOf(":");
  if (colon <= 0) throw new UsageError(`-H '${text}': write 'Name: value'`);
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

async function proxyOf(options: CurlOptions): Promise<string> {
  if (options.as === undefined) throw new UsageError("say who sends the request: --as shop/sa/web (or --proxy URL)");
  const meshes = await runningMeshes(runFolder(process.env));
  const folder = options.folder && (await realpath(options.folder).catch(() => resolve(options.folder ?? "")));
  return proxyFor(options.as, chosen(meshes, folder));
}

/** The mesh of `folder`, or the only one. */
export function chosen(meshes: readonly RunRecord[], folder: string | undefined): RunRecord {
  const matching = folder === undefined ? meshes : meshes.filter((mesh) => mesh.folder === folder);
  const [mesh] = matching;
  if (mesh === undefined) {
    throw new UsageError(`no local mesh runs${folder ? ` for ${folder}` : ""}; start one: waymark up FOLDER`);
  }
  if (matching.length > 1) {
    throw new UsageError(
      `several meshes run; say which with --folder: ${meshes.map((each) => each.folder).join(", ")}`,
    );
  }
  return mesh;
}

/** The proxy of the first pod of an identity. */
export function proxyFor(named: string, mesh: RunRecord): string {
  const [identity] = identitiesNamed(named, mesh);
  if (identity !== undefined) return identity.proxyUrl;
  const known = new Set(mesh.identities.map(({ namespace, serviceAccount }) => `${namespace}/sa/${serviceAccount}`));
  throw new UsageError(`nobody in the mesh is ${named}; known: ${[...known].join(", ") || "nobody"}`);
}

/** The body goes to standard output, what is about it to standard error, so that the body can be piped. */
export function printOutcome(outcome: ProxiedOutcome, include: boolean, output: Output): void {
  if (output.json) output.line(JSON.stringify(outcome));
  else if (outcome.kind === "failed") output.note(`no answer: ${outcome.reason}`);
  else if (outcome.kind === "refused") output.note(refusedText(outcome.status, outcome.reason));
  else printAnswer(outcome, include, output);
}

function refusedText(status: number, reason: string): string {
  const why = reason === "" ? meaningOf(status) : reason;
  return `the mesh refused the connection: ${status}${why === "" ? "" : ` (${why})`}`;
}

function printAnswer({ status, statusText, headers, body }: ProxiedAnswer, include: boolean, output: Output): void {
  const line = `HTTP/1.1 ${status} ${statusText}`.trimEnd();
  if (include) {
    output.line(line);
    for (const [name, value] of headers) output.line(`${name}: ${value}`);
    output.line("");
  } else {
    output.note(line);
  }
  output.text(body === "" || body.endsWith("\n") ? body : `${body}\n`);
}

function meaningOf(status: number): string {
  if (status === 403) return "an L4 policy does not allow it";
  if (status === 404) return "no service of this name and port";
  return status === 503 ? "the other side cannot be reached, or did not accept the identity" : "";
}
