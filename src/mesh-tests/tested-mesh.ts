import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { explain, whyNot } from "../explain/explain.js";
import type { ExplainedMesh, ExplainedRequest } from "../explain/request.js";
import type { RuleFinding } from "../explain/why-not.js";
import { type ReadMesh, readMesh } from "../serving/explained-mesh.js";
import { type Answer, answersOf } from "./answers.js";
import { casesOf } from "./cases.js";
import { CoverageCounter, type RuleCoverage } from "./coverage.js";
import { missesOf } from "./judge.js";
import type { CaseRequest, Expectation, RequestFields, Verdict } from "./mesh-test.js";
import type { Miss } from "./miss.js";
import { explainedRequest } from "./run-mesh-tests.js";
import { calculated } from "./shares.js";

/** A request to a mesh: who sends it, to whom, and what is in it. */
export interface MeshRequest extends Omit<RequestFields, "from" | "to" | "method" | "path" | "times"> {
  /** `namespace/sa/account`, or a pod (`namespace/name`). */
  readonly from: string;
  /** The name that the client asks for, with its port unless that is 80: `reviews.shop`. */
  readonly to: string;
  /** GET unless given. */
  readonly method?: string;
  /** With its query; `/` unless given. */
  readonly path?: string;
}

/** A mesh that requests are put to, without any proxy. */
export interface TestedMesh {
  /** What there is to say about the manifests. */
  readonly diagnostics: readonly Diagnostic[];
  /** What becomes of a request. @throws TypeError for a request that cannot be: nobody sends it, or it asks for nothing */
  request(request: MeshRequest): MeshAnswer;
  /** Every route, policy and token rule, and how many of the requests so far it took part in. */
  coverage(): readonly RuleCoverage[];
}

/** The mesh of the manifests in these files and folders. What cannot be used of them is told in `diagnostics`. */
export async function testedMesh(paths: string | readonly string[]): Promise<TestedMesh> {
  return meshUnderTest(await readMesh([paths].flat()));
}

/** A mesh as it was read, to put requests to. */
export function meshUnderTest({ diagnostics, ...mesh }: ReadMesh): TestedMesh {
  const counter = new CoverageCounter();
  counter.expect(mesh);
  return {
    diagnostics,
    request: (wanted) => {
      const sent = sentRequest(wanted);
      const request = explainedRequest(sent, Date.now() / 1000);
      const story = explain(mesh, request);
      if (story === undefined) throw new TypeError(`no pod of the mesh is called ${wanted.from}`);
      counter.count(mesh, story);
      return new MeshAnswer(sent, answersOf(story), { mesh, request });
    },
    coverage: () => counter.rules(),
  };
}

function sentRequest(wanted: MeshRequest): CaseRequest {
  const problems: Diagnostic[] = [];
  const tests = [{ ...wanted, name: "request", expect: "allow" as const }];
  const [test] = casesOf({ tests }, { object: "request", path: [] }, (found) => problems.push(found));
  const [problem] = problems;
  if (test !== undefined && problem === undefined) return test.request;
  throw new TypeError(`the request cannot be sent: ${problem?.message ?? ""} ${problem?.advice ?? ""}`.trim());
}

/** What becomes of a request, in every way that it may go. */
export class MeshAnswer {
  readonly request: CaseRequest;
  readonly answers: readonly Answer[];
  readonly #asked: { readonly mesh: ExplainedMesh; readonly request: ExplainedRequest };

  /** @internal */
  constructor(
    request: CaseRequest,
    answers: readonly Answer[],
    asked: { readonly mesh: ExplainedMesh; readonly request: ExplainedRequest },
  ) {
    this.request = request;
    this.answers = answers;
    this.#asked = asked;
  }

  /** What is not as expected; nothing if all is. */
  misses(expected: Expectation | Verdict): readonly Miss[] {
    const all = typeof expected === "string" ? { verdict: expected } : expected;
    return missesOf(all, this.answers, calculated);
  }

  /** Whether and why a rule matches, wherever a waypoint looks at it: `shop/readers`, `shop/readers rule[0]`. */
  whyNot(rule: string): readonly RuleFinding[] {
    return whyNot(this.#asked.mesh, this.#asked.request, rule);
  }
}
