/** Requests through real Envoys: one mesh for all topics of `cases/`, each a folder of manifests and requests. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { topicsIn } from "../support/cases.js";
import { backendCounts, observed, outOfBounds, statusCounts } from "../support/expectation.js";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import { answersTo } from "../support/mesh-client.js";
import { aTokenIssuer, type TokenIssuer } from "../support/tokens.js";

/** `TOPICS=tokens,redirects` leaves out the others, for the one who works on these. */
const chosen = process.env["TOPICS"]?.split(",");
const topics = topicsIn(join(fileURLToPath(new URL(".", import.meta.url)), "cases")).filter(
  ({ name }) => chosen === undefined || chosen.includes(name),
);

let mesh: TestMesh;
let issuer: TokenIssuer;

beforeAll(async () => {
  issuer = await aTokenIssuer();
  const manifests = topics.map(({ name, manifests: text }) => [
    `${name}.yaml`,
    text.replaceAll("@JWKS@", JSON.stringify(issuer.jwks).slice(1, -1)),
  ]);
  mesh = await aLocalMesh(Object.fromEntries(manifests) as Record<string, string>, {
    turn: chosen?.join(",") ?? "cases",
  });
}, 180_000);

afterAll(async () => {
  await mesh?.close();
}, 60_000);

describe.each(topics)("$name", ({ cases }) => {
  it.each(cases)(
    "$name",
    async (request) => {
      const answers = await answersTo(request, mesh.proxyOf(request.as), issuer);
      const last = answers.at(-1);
      if (last === undefined) throw new Error("no answer");
      const { share, statuses } = request.expect;
      expect(observed(last, request.expect)).toEqual(request.expect);
      if (share !== undefined) expect(outOfBounds(backendCounts(answers), share)).toEqual([]);
      if (statuses !== undefined) expect(outOfBounds(statusCounts(answers), statuses)).toEqual([]);
    },
    30_000,
  );
});
