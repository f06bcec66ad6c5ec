/** Requests through real Envoys: one mesh for all topics of `cases/`, each a folder of manifests and requests. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { topicsIn } from "../support/cases.js";
import { backendCounts, observed, outOfBounds, podCount, statusCounts } from "../support/expectation.js";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import { answersTo, arrivalsOf } from "../support/mesh-client.js";
import { aTokenIssuer, type TokenIssuer } from "../support/tokens.js";

/** `TOPICS=tokens,redirects` leaves out the others, for the one who works on these. */
const chosen = process.env["TOPICS"]?.split(",");
const topics = topicsIn(join(fileURLToPath(new URL(".", import.meta.url)), "cases"), chosen);

/** As it stands between double quotes. */
const inYaml = (text: string) => JSON.stringify(text).slice(1, -1);

let mesh: TestMesh;
let issuer: TokenIssuer;

beforeAll(async () => {
  issuer = await aTokenIssuer();
  const manifests = topics.map(({ name, manifests: text }) => [
    `${name}.yaml`,
    text.replaceAll("@JWKS@", inYaml(issuer.jwks)).replaceAll("@FOREIGN_JWKS@", inYaml(issuer.foreignJwks)),
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
      const { share, statuses, pods, arrives } = request.expect;
      const key = randomUUID();
      const counted = arrives === undefined ? {} : { "x-echo-count": key };
      const sent = { ...request, headers: { ...request.headers, ...counted } };
      const answers = await answersTo(sent, mesh.proxyOf(request.as), issuer);
      const last = answers.at(-1);
      if (last === undefined) throw new Error("no answer");
      expect(observed(last, request.expect)).toEqual(request.expect);
      if (share !== undefined) expect(outOfBounds(backendCounts(answers), share)).toEqual([]);
      if (statuses !== undefined) expect(outOfBounds(statusCounts(answers), statuses)).toEqual([]);
      if (pods !== undefined) expect(outOfBounds({ pods: podCount(answers) }, { pods })).toEqual([]);
      if (arrives === undefined) return;
      const counting = { wanted: request, proxyUrl: mesh.proxyOf(request.as), issuer };
      const arrived = await arrivalsOf(key, counting, (found) => outOfBounds(found, arrives).length === 0);
      expect(outOfBounds(arrived, arrives)).toEqual([]);
    },
    30_000,
  );
});
