/**
 * Mesh tests: requests, who sends them, and what must become of them. A document of kind MeshTest stands beside the
 * manifests; `read-mesh-tests.ts` makes cases of it, one for each request, and `run-mesh-tests.ts` asks the mesh.
 */
import type { Origin } from "../diagnostics/origin.js";
import type { Layer } from "../explain/explanation.js";

/**
 * What may become of a request. `allow`: an application gets it. `deny`: a policy, a token check or an authorizer refuses
 * it. `redirect`: the client is sent elsewhere. `answer`: a proxy answers for the application (a CORS preflight).
 * `error`: nobody refuses it and still it gets nowhere: no service, no route, no backend.
 */
export const verdicts = ["allow", "deny", "redirect", "answer", "error"] as const;

export type Verdict = (typeof verdicts)[number];

/** A request as a test file says it; what is absent is as usual. */
export interface RequestFields {
  /** `namespace/sa/account`, or a pod (`namespace/name`). Several: a request by each. */
  readonly from?: string | readonly string[];
  /** The client's address; absent: that of its pod. */
  readonly ip?: string;
  /** The name that the client asks for, with its port unless that is 80. */
  readonly to?: string | readonly string[];
  readonly method?: string | readonly string[];
  /** With its query. */
  readonly path?: string | readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** A signed token, sent as `Authorization: Bearer`. */
  readonly token?: string;
  /** The payload of a token that is taken for good. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** What authorizers answer: `allow`, `deny`, or the status with which they refuse. */
  readonly authorizer?: string;
  /** What plugins make of the request before routes and policies look at it: no plugin runs without a proxy. */
  readonly plugins?: PluginEdits;
  /** How often it is sent to real proxies. */
  readonly times?: number;
}

/** Headers that plugins change. */
export interface PluginEdits {
  readonly set?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
}

/** What must become of a request. Everything that is here must be so. */
export interface Expectation {
  readonly verdict?: Verdict;
  /** The policy, rule, route or token check that decides: `shop/readers`, `shop/readers rule[0]`. */
  readonly by?: string;
  /** Who says the answer. */
  readonly layer?: Layer;
  /** Whether the connection is refused before any request is sent. */
  readonly refused?: boolean;
  /** Of the answer; applications are taken to answer 200. */
  readonly status?: number;
  /** The route, its rule or one match of it: `shop/catalog/preview`. */
  readonly route?: string;
  /** The service that gets it, one of these: `shop/reviews`, `shop/reviews:80`, or its host. */
  readonly backend?: string | readonly string[];
  /** The Deployment or pod that gets it, one of these: `shop/reviews-v1`. */
  readonly workload?: string | readonly string[];
  /** Percents of the requests, by service. */
  readonly share?: Readonly<Record<string, number>>;
  /** Headers of the answer. `*` at an end of a value stands for any text. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that the answer must not have. */
  readonly absent?: readonly string[];
  /** The request as the application gets it. */
  readonly received?: ReceivedExpectation;
}

/** What must be so about a request when it gets to its application. */
export interface ReceivedExpectation {
  readonly method?: string;
  readonly host?: string;
  /** With its query. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly absent?: readonly string[];
}

/** One request to send, and what must become of it. */
export interface MeshTestCase {
  /** Unique in its suite. */
  readonly name: string;
  readonly request: CaseRequest;
  readonly expect: Expectation;
  /** Where the test, or its row, stands. */
  readonly origin: Origin;
}

/** A request with everything said. */
export interface CaseRequest {
  readonly from: string;
  readonly ip?: string;
  readonly host: string;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The headers as plugins leave them; absent: as they are sent. */
  readonly headersBehindPlugins?: readonly (readonly [name: string, value: string])[];
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The status with which authorizers refuse; absent: they let pass. */
  readonly authorizerStatus?: number;
  readonly times: number;
}

/** The tests of one document. */
export interface MeshTestSuite {
  readonly name: string;
  readonly file: string;
  /** Files and folders of the mesh that is tested. */
  readonly manifests: readonly string[];
  readonly cases: readonly MeshTestCase[];
}
