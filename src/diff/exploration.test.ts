/** Random edits of random meshes: whatever random request ends otherwise, the comparison tells of its service. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { commonObjects, type RandomService, randomServices } from "../../test/differential/random-mesh.js";
import { type RandomRequest, randomRequests } from "../../test/differential/random-requests.js";
import { type Manifest, manifestText } from "../../test/support/manifests.js";
import { withToken } from "../../test/support/mesh-client.js";
import { aTokenIssuer, type TokenIssuer } from "../../test/support/tokens.js";
import { explain } from "../explain/explain.js";
import type { ExplainedRequest } from "../explain/request.js";
import type { Resource } from "../model/resource.js";
import { documentTexts, sourceDocument } from "../sources/documents.js";
import { parseManifest } from "../sources/parse-document.js";
import { readDocument } from "../sources/read-document.js";
import { comparedMeshes, type MeshComparison } from "./compared-meshes.js";
import { aspectsOf, endingsOf } from "./endings.js";
import { type MeshSide, meshSide } from "./mesh-side.js";

const seed = Number(process.env["DIFF_SEED"] ?? 20_261_130);
const meshes = Number(process.env["DIFF_MESHES"] ?? 2);
const servicesPerMesh = 30;
const requestsPerMesh = 3000;

function objectsOf(manifests: readonly Manifest[], issuer: TokenIssuer): readonly Resource[] {
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  const text = manifestText(manifests)
    .replaceAll("@JWKS@", inJson(issuer.jwks))
    .replaceAll("@FOREIGN_JWKS@", inJson(issuer.foreignJwks));
  const documents = documentTexts("mesh.yaml", text);
  return documents.flatMap((one) => readDocument(parseManifest(one.text), sourceDocument("mesh.yaml", one)).resources);
}

/** What an edit makes of the objects of a service, with parts of another one: its service object always stays. */
function edited({ objects }: RandomService, other: RandomService, choice: number): readonly Manifest[] {
  const [service = {}, ...own] = objects;
  const theirs = other.objects.slice(1);
  const at = own.length === 0 ? 0 : choice % own.length;
  switch (choice % 4) {
    case 0:
      return [service, ...own.filter((_, index) => index !== at)];
    case 1:
      return [service, ...own.filter((_, index) => index !== at), ...theirs.slice(0, 1)];
    case 2:
      return [service, ...own.slice(0, at), ...theirs.slice(-1), ...own.slice(at + 1)];
    default:
      return [service, ...theirs];
  }
}

interface Trial {
  readonly base: MeshSide;
  readonly head: MeshSide;
  readonly services: readonly RandomService[];
}

function aTrial(own: number, issuer: TokenIssuer): Trial {
  const services = randomServices(servicesPerMesh, own);
  const others = randomServices(servicesPerMesh, own + 1000);
  const choices = fc.sample(fc.nat(999), { numRuns: servicesPerMesh, seed: own });
  const sideOf = (lists: readonly (readonly Manifest[])[], normalization = "BASE"): MeshSide => {
    const unique = new Map(
      [...commonObjects(normalization), ...lists.flat()].map((one) => {
        const { namespace = "", name = "" } = one["metadata"] as {
          readonly namespace?: string;
          readonly name?: string;
        };
        return [`${String(one["kind"])}/${namespace}/${name}`, one];
      }),
    );
    return meshSide(objectsOf([...unique.values()], issuer));
  };
  const heads = services.map((service, index) => {
    const other = others[index];
    return other === undefined || service.isTcp !== other.isTcp
      ? service.objects
      : edited(service, other, choices[index] ?? 0);
  });
  return { base: sideOf(services.map(({ objects }) => objects)), head: sideOf(heads), services };
}

async function sent({ jwt, ...request }: RandomRequest, issuer: TokenIssuer): Promise<ExplainedRequest> {
  const plain = { ...request, name: "", times: 1, expect: {}, jwts: jwt === undefined ? [] : [jwt] };
  const { path, headers } = await withToken(plain, issuer);
  return {
    from: request.as,
    host: request.host,
    port: request.port,
    method: request.method,
    path,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
    nowSeconds: Date.now() / 1000,
  };
}

/** What is sent more than once is not explored, and said so. */
function isExplored({ headers, path }: RandomRequest): boolean {
  return !Object.values(headers).some(Array.isArray) && !path.includes("q=1&q=2");
}

function difference(request: ExplainedRequest, { base, head }: Trial): string {
  const [before, after] = [explain(base.mesh, request), explain(head.mesh, request)];
  if (before === undefined || after === undefined) throw new Error("nobody asks");
  const [was, is] = [endingsOf(before, base), endingsOf(after, head)];
  const aspects = aspectsOf(was, is);
  return aspects.length === 0 ? "" : aspects.join(" ");
}

describe(`random edits of random meshes, seed ${seed}`, () => {
  const seeds = Array.from({ length: meshes }, (_, index) => seed + index);

  it.each(seeds)(
    "no request ends otherwise without a word about its service, mesh %i",
    async (own) => {
      const issuer = await aTokenIssuer();
      const trial = aTrial(own, issuer);
      const t0 = performance.now();
      const comparison = comparedMeshes(trial, { requestsPerPort: 1000 });
      console.log("ms", performance.now() - t0);
      if (process.env["SHOW"]) {
        for (const side of [trial.base, trial.head])
          console.log(
            JSON.stringify(
              [...side.objects.values()]
                .filter((o) => o.metadata.name.startsWith("s22"))
                .map((o) => [o.kind, o.metadata.name, o.spec]),
            ),
          );
        console.log(
          JSON.stringify(comparison.requests.filter((r) => r.service.startsWith("s22"))),
          comparison.exploration,
        );
      }
      const told = new Set(comparison.requests.map(({ service }) => service));
      const missed: string[] = [];
      let differing = 0;
      let fine = 0;
      const aspectsTold = new Map<string, Set<string>>();
      for (const { service, aspects } of comparison.requests)
        aspectsTold.set(service, (aspectsTold.get(service) ?? new Set()).add(aspects.join(" ")));
      for (const request of randomRequests(trial.services, requestsPerMesh, own).filter(isExplored)) {
        const found = difference(await sent(request, issuer), trial);
        if (found === "") continue;
        differing++;
        if (aspectsTold.get(`${request.host}:${request.port}`)?.has(found)) fine++;
        else if (process.env["SHOW"] && request.host.startsWith("s22."))
          console.log(found, JSON.stringify(request), [...(aspectsTold.get(`${request.host}:${request.port}`) ?? [])]);
        if (!told.has(`${request.host}:${request.port}`)) missed.push(`${found} ${JSON.stringify(request)}`);
      }
      console.log(
        differing,
        fine,
        comparison.requests.length,
        comparison.exploration.requests,
        comparison.exploration.cut,
      );
      expect(differing).toBeGreaterThan(100);
      expect(missed.slice(0, 3)).toEqual([]);
      expect(surprises(comparison, trial)).toEqual([]);
    },
    120_000,
  );
});

/** What is told of services that are the same on both sides. */
function surprises({ requests }: MeshComparison, _: Trial): readonly string[] {
  return requests
    .filter(({ base, head, differences }) => base.summary === head.summary && differences.length === 0)
    .map((one) => JSON.stringify(one));
}
