/**
 * Random meshes and random requests: what is explained is what real Envoys do. `DIFFERENTIAL_CASES` and
 * `DIFFERENTIAL_SEED` choose how many and which; each mesh takes up to 5,000 of them. `DIFFERENTIAL_DUMP` names a file for all disagreements.
 */
import { writeFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "@jest/globals";
import type { ExplainedMesh } from "../../src/explain/request.js";
import { localMeshOf } from "../support/explained.js";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import { manifestText } from "../support/manifests.js";
import { aTokenIssuer } from "../support/tokens.js";
import { type Disagreement, disagreements } from "./compare.js";
import { commonObjects, type RandomService, randomServices } from "./random-mesh.js";
import { randomRequests } from "./random-requests.js";

const count = Number(process.env["DIFFERENTIAL_CASES"] ?? 2000);
const seed = Number(process.env["DIFFERENTIAL_SEED"] ?? 20_261_122);
const perMesh = 5000;
const servicesPerMesh = 40;
const normalizations = ["BASE", "DECODE_AND_MERGE_SLASHES", "MERGE_SLASHES", "NONE"];
const meshes = Array.from({ length: Math.ceil(count / perMesh) }, (_, index) => seed + index);

let mesh: TestMesh | undefined;

afterEach(async () => {
  await mesh?.close();
  mesh = undefined;
}, 60_000);

describe(`random requests through random meshes, seed ${seed}`, () => {
  it.each(meshes)(
    "are explained as they are answered, mesh %i",
    async (own) => {
      const issuer = await aTokenIssuer();
      const services = randomServices(servicesPerMesh, own);
      const normalization = normalizations[own % normalizations.length] ?? "BASE";
      const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
      const text = manifestText(...commonObjects(normalization), ...services.map(({ objects }) => objects))
        .replaceAll("@JWKS@", inJson(issuer.jwks))
        .replaceAll("@FOREIGN_JWKS@", inJson(issuer.foreignJwks));
      const model: ExplainedMesh = localMeshOf(text);
      mesh = await aLocalMesh({ "mesh.yaml": text });
      const requests = randomRequests(services, Math.min(perMesh, count), own);
      const found = await disagreements(requests, { mesh, model, issuer });
      if (process.env["DIFFERENTIAL_DUMP"] !== undefined) {
        writeFileSync(
          process.env["DIFFERENTIAL_DUMP"],
          JSON.stringify(
            found.map((one) => ({
              ...one,
              objects: services.find(({ name }) => one.request.host.startsWith(`${name}.`))?.objects,
            })),
          ),
        );
      }
      expect(found.slice(0, 5).map((one) => report(one, services))).toEqual([]);
    },
    900_000,
  );
});

function report({ request, ...rest }: Disagreement, services: readonly RandomService[]): string {
  const service = services.find(({ name }) => request.host.startsWith(`${name}.`));
  const lines = [
    JSON.stringify(request),
    ...Object.entries(rest).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
  ];
  return [...lines, manifestText(service?.objects ?? [])].join("\n");
}
