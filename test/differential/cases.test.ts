/** Every request of the end-to-end cases is explained as real Envoys answer it. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "@jest/globals";
import type { ExplainedMesh } from "../../src/explain/request.js";
import { type RequestCase, topicsIn } from "../support/cases.js";
import { type Expectation, observed } from "../support/expectation.js";
import { arrivalsAt, explained, localMeshOf, possibleAnswers } from "../support/explained.js";
import { withToken } from "../support/mesh-client.js";
import { aTokenIssuer, type TokenIssuer } from "../support/tokens.js";

/** What cannot be known without asking somebody: each name with its reason. */
const notKnown: Readonly<Record<string, string>> = {
  "custom-policies/the authorizer may redirect": "the authorizer writes the headers of the answer",
  "custom-policies/an authorizer that is too slow refuses": "how fast an authorizer is",
  "custom-policies/an authorizer without pods refuses with the status of its provider": "whether an authorizer answers",
  "custom-policies/chosen headers of the authorizer's answer replace the client's": "what an authorizer adds",
  "custom-policies/what the authorizer adds can choose the route": "what an authorizer adds",
  "custom-policies/what the authorizer takes over can no longer choose the route": "what an authorizer adds",
  "retries/the pause between tries counts for the limit of the request": "how long pauses are",
  "service-entries/a name that leads nowhere answers 503": "what a name server knows",
};

const topics = topicsIn(
  join(fileURLToPath(new URL(".", import.meta.url)), "../e2e/cases"),
  process.env["TOPICS"]?.split(","),
).map(({ name, manifests, cases }) => ({
  name,
  manifests,
  cases: cases.filter((one) => notKnown[`${name}/${one.name}`] === undefined),
}));
const inYaml = (text: string) => JSON.stringify(text).slice(1, -1);

let issuer: TokenIssuer;
let mesh: ExplainedMesh;

beforeAll(async () => {
  issuer = await aTokenIssuer();
  const manifests = topics.map(({ manifests: text }) => {
    return text.replaceAll("@JWKS@", inYaml(issuer.jwks)).replaceAll("@FOREIGN_JWKS@", inYaml(issuer.foreignJwks));
  });
  mesh = localMeshOf(manifests.join("\n---\n"));
}, 60_000);

describe.each(topics)("$name", ({ cases }) => {
  it.each(cases)("$name", async (request: RequestCase) => {
    const story = explained(mesh, { ...request, ...(await withToken(request, issuer)) });
    const answers = possibleAnswers(story).map(({ answer, outcome }) => {
      const known = knowable(request.expect, outcome.layer);
      return { answer: observed(answer, known), expected: known };
    });
    const [first] = answers;
    const agreeing = answers.find(({ answer, expected }) => equal(answer, expected));
    expect((agreeing ?? first)?.answer).toEqual((agreeing ?? first)?.expected);
    const arriving = new Set(
      story.outcomes.flatMap(({ arrives }) => (arrives === undefined ? [] : Object.keys(arrivalsAt(arrives, mesh)))),
    );
    expect(awaited(request.expect).filter((application) => !arriving.has(application))).toEqual([]);
  });
});

/** Where requests or copies must arrive. */
function awaited({ arrives = {} }: Expectation): readonly string[] {
  return Object.entries(arrives).flatMap(([application, [least]]) => (least > 0 ? [application] : []));
}

/** Shares and counts are about many requests; what an authorizer says is its own affair, but for the status. */
function knowable(wanted: Expectation, layer: string): Expectation {
  const { share, statuses, pods, arrives, bodyHas, headerPresent, seesPresent, ...plain } = wanted;
  if (layer !== "authorizer") return plain;
  const { connect, status } = plain;
  return { ...(connect !== undefined && { connect }), ...(status !== undefined && { status }) };
}

function equal(one: Expectation, other: Expectation): boolean {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
}
