/**
 * Random edits of random meshes: whatever random request ends otherwise, the comparison tells of its service. `DIFF_SEED`
 * and `DIFF_MESHES` choose which edits, and of how many meshes.
 */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { commonObjects, type RandomService, randomServices } from "../../test/differential/random-mesh.js";
import { type RandomRequest, randomRequests } from "../../test/differential/random-requests.js";
import { type Manifest, manifestText } from "../../test/support/manifests.js";
import { withToken } from "../../test/support/mesh-client.js";
import { aTokenIssuer, type TokenIssuer } from "../../test/support/tokens.js";
import { explain } from "../explain/explain.js";
import type { ExplainedRequest } from "../explain/request.js";
import { comparedMeshes } from "./compared-meshes.js";
import { aspectsOf, endingsOf } from "./endings.js";
import { type MeshSide, meshSide } from "./mesh-side.js";
import type { MeshSides } from "./request-classes.js";
import { objectsIn } from "./testing/compared.js";

const seed = Number(process.env["DIFF_SEED"] ?? 20_261_130);
const seeds = Array.from({ length: Number(process.env["DIFF_MESHES"] ?? 1) }, (_, index) => seed + index);
const servicesPerMesh = 20;
const requestsPerMesh = 1500;
/** So that all of it is looked at, with what the smallness of the vocabulary makes overlap. */
const requestsPerPort = 500;

/** What an edit makes of a service, with parts of another one; the Service itself stays. */
function edited({ objects }: RandomService, other: RandomService, choice: number): readonly Manifest[] {
  const [service = {}, ...own] = objects;
  const theirs = other.objects.slice(1);
  const at = own.length === 0 ? 0 : choice % own.length;
  const without = own.filter((_, index) => index !== at);
  const edits = [
    without,
    [...without, ...theirs.slice(0, 1)],
    [...own.slice(0, at), ...theirs.slice(-1), ...own.slice(at + 1)],
    theirs,
    own,
  ];
  return [service, ...(edits[choice % edits.length] ?? own)];
}

interface Trial extends MeshSides {
  readonly services: readonly RandomService[];
  /** Names of those that nobody edited. */
  readonly untouched: readonly string[];
}

function aTrial(own: number, issuer: TokenIssuer): Trial {
  const services = randomServices(servicesPerMesh, own);
  const others = randomServices(servicesPerMesh, own + 1000);
  const choices = fc.sample(fc.nat(999), { numRuns: servicesPerMesh, seed: own });
  const heads = services.map((service, index) => {
    const other = others[index];
    const fits = other !== undefined && service.isTcp === other.isTcp;
    return fits ? edited(service, other, choices[index] ?? 0) : service.objects;
  });
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  return {
    base: sideOf(
      services.map(({ objects }) => objects),
      issuer,
    ),
    head: sideOf(heads, issuer),
    services,
    untouched: services.flatMap(({ name, objects }, index) => (same(objects, heads[index]) ? [name] : [])),
  };
}

function sideOf(services: readonly (readonly Manifest[])[], issuer: TokenIssuer): MeshSide {
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  const all = [...commonObjects("BASE"), ...services.flat()];
  const byName = new Map(all.map((one) => [JSON.stringify([one["kind"], one["metadata"]]), one]));
  const text = manifestText([...byName.values()])
    .replaceAll("@JWKS@", inJson(issuer.jwks))
    .replaceAll("@FOREIGN_JWKS@", inJson(issuer.foreignJwks));
  return meshSide(objectsIn(text));
}

/** With a real token, which is really verified. */
async function sent({ jwt, ...request }: RandomRequest, issuer: TokenIssuer): Promise<ExplainedRequest> {
  const plain = { ...request, name: "", times: 1, expect: {}, jwts: jwt === undefined ? [] : [jwt] };
  const { path, headers } = await withToken(plain, issuer);
  const { as: from, host, port, method } = request;
  const pairs = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));
  return { from, host, port, method, path, headers: pairs, nowSeconds: Date.now() / 1000 };
}

/** What is sent more than once is not explored, and said so. */
function isExplored({ headers, path }: RandomRequest): boolean {
  return !Object.values(headers).some(Array.isArray) && !path.includes("q=1&q=2");
}

/** In what the request ends otherwise. */
function difference(request: ExplainedRequest, { base, head }: MeshSides): readonly string[] {
  const [before, after] = [explain(base.mesh, request), explain(head.mesh, request)];
  if (before === undefined || after === undefined) throw new Error(`nobody is ${request.from}`);
  return aspectsOf(endingsOf(before, base), endingsOf(after, head));
}

describe(`random edits of random meshes, seed ${seed}`, () => {
  it.each(seeds)(
    "no request ends otherwise without a word about its service, mesh %i",
    async (own) => {
      const issuer = await aTokenIssuer();
      const trial = aTrial(own, issuer);
      const { requests } = comparedMeshes(trial, { requestsPerPort });
      const told = new Set(requests.map(({ service }) => service));
      const differing: string[] = [];
      const missed: string[] = [];
      for (const request of randomRequests(trial.services, requestsPerMesh, own).filter(isExplored)) {
        const found = difference(await sent(request, issuer), trial);
        if (found.length === 0) continue;
        differing.push(request.host);
        if (!told.has(`${request.host}:${request.port}`)) missed.push(`${found.join(" ")}: ${JSON.stringify(request)}`);
      }
      expect(missed.slice(0, 3)).toEqual([]);
      // The test would pass without edits, too.
      expect(new Set(differing).size).toBeGreaterThan(2);
      expect(trial.untouched.filter((name) => told.has(`${name}.differential:80`))).toEqual([]);
      expect(trial.untouched.length).toBeGreaterThan(0);
    },
    180_000,
  );

  it("the same mesh, read twice, is no change at all", async () => {
    const issuer = await aTokenIssuer();
    const services = randomServices(servicesPerMesh, seed).map(({ objects }) => objects);
    const found = comparedMeshes(
      { base: sideOf(services, issuer), head: sideOf(services, issuer) },
      { requestsPerPort },
    );
    expect(found).toMatchObject({
      objects: [],
      waypoints: [],
      requests: [],
      exploration: { affected: 0, requests: 0 },
    });
  }, 60_000);
});
