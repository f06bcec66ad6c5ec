import { writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { explain, whyNot } from "../explain/explain.js";
import type { Explanation } from "../explain/explanation.js";
import type { AuthorizerAnswer, ExplainedMesh, ExplainedRequest } from "../explain/request.js";
import { emptyResources } from "../model/indexed-resources.js";
import { meshOf } from "../serving/explained-mesh.js";
import { readManifests } from "../sources/read-manifests.js";
import { parsedHeader } from "./curl-run.js";
import { frame } from "./diagnostic-frame.js";
import { type ExitCode, exitCodes, UsageError } from "./exit.js";
import { explanationJson, ruleJson } from "./explain-json.js";
import { explanationPage } from "./explain-page.js";
import { explanationText, rulesText } from "./explain-text.js";
import { withIssuerKeys } from "./key-fetching.js";
import { textIn } from "./option-values.js";
import type { ExplainOptions } from "./options.js";
import { processOutput } from "./output.js";

/** Explains one request to the mesh of a folder. */
export async function runExplain(folder: string, options: ExplainOptions): Promise<ExitCode> {
  const output = processOutput(options.json);
  const request = await requestOf(options);
  const mesh = await meshIn(folder, options, output.note);
  const story = explain(mesh, request);
  if (story === undefined) {
    throw new UsageError(`--from ${options.from}: write namespace/sa/service-account, or name a pod of the mesh`);
  }
  const rules = options.whyNot === undefined ? undefined : whyNot(mesh, request, options.whyNot);
  if (options.html !== undefined) await writeFile(options.html, explanationPage(story));
  if (options.json) {
    const asked = rules === undefined ? {} : { rules: rules.map(ruleJson) };
    output.line(JSON.stringify({ ...explanationJson(story), ...asked }, null, 2));
    return exitCodeOf(story);
  }
  output.text(explanationText(story, output.colour));
  if (rules !== undefined) output.text(rulesText(options.whyNot ?? "", rules, output.colour));
  return exitCodeOf(story);
}

/** Fine if it gets to an application, or is sent elsewhere, in any way that it may go. */
function exitCodeOf({ outcomes }: Explanation): ExitCode {
  const isFine = outcomes.some(({ layer, connect, status }) => {
    return layer === "application" || (connect === 200 && status !== undefined && status < 400);
  });
  return isFine ? exitCodes.fine : exitCodes.findings;
}

async function meshIn(folder: string, options: ExplainOptions, note: (text: string) => void): Promise<ExplainedMesh> {
  const manifests = await readManifests([folder]);
  const { resources } = emptyResources().apply(manifests.resources.map((resource) => ({ kind: "put", resource })));
  const { diagnostics, ...mesh } = meshOf(await withIssuerKeys(resources, options));
  for (const diagnostic of [...manifests.diagnostics, ...diagnostics]) {
    if (diagnostic.severity === "error") note(frame(diagnostic, false));
  }
  return mesh;
}

async function requestOf(options: ExplainOptions): Promise<ExplainedRequest> {
  const { from, ip, method, path, header } = options;
  if (ip !== undefined && isIP(ip) === 0) throw new UsageError(`--ip ${ip} is no IP address`);
  if (!path.startsWith("/")) throw new UsageError(`--path ${path}: a path begins with a slash`);
  const headers = header.map(parsedHeader);
  if (options.jwt !== undefined) headers.push(["authorization", `Bearer ${await tokenIn(options.jwt)}`]);
  const authorizer = authorizerAnswer(options.authorizer);
  return {
    from,
    ...(ip !== undefined && { address: ip }),
    ...destinationOf(options.to),
    method: method.toUpperCase(),
    path,
    headers,
    ...(options.claim.length > 0 && { claims: claimsOf(options.claim) }),
    ...(authorizer !== undefined && { authorizer: () => authorizer }),
    nowSeconds: Date.now() / 1000,
  };
}

function destinationOf(text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, port = "80"] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) throw new UsageError(`--to ${text}: write a name and a port, such as reviews.shop:80`);
  return { host, port: Number(port) };
}

function authorizerAnswer(text: string): AuthorizerAnswer | undefined {
  if (text === "allow") return undefined;
  const status = /^[1-5]\d\d$/.test(text) ? Number(text) : text === "deny" ? 403 : undefined;
  if (status === undefined) throw new UsageError(`--authorizer ${text}: allow, deny, or a status`);
  return { kind: "deny", status };
}

async function tokenIn(file: string): Promise<string> {
  return (await textIn("--jwt", file)).trim();
}

/** A value that is JSON is taken as such, so that lists and numbers can be written; a dot leads into an object. */
function claimsOf(given: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    given.map((text) => {
      const equals = text.indexOf("=");
      if (equals <= 0) throw new UsageError(`--claim ${text}: write NAME=VALUE`);
      return [text.slice(0, equals), claimValue(text.slice(equals + 1))];
    }),
  );
}

function claimValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
