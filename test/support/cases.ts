/** Reads the case folders of `test/e2e/cases`: manifests of one topic, and requests with what must happen to them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Expectation } from "./expectation.js";
import type { TokenSpec } from "./tokens.js";

export interface RequestCase {
  readonly name: string;
  /** `namespace/sa/account` of the client. */
  readonly as: string;
  /** As the client names the service: `app.matches`. */
  readonly host: string;
  readonly port: number;
  readonly method: string;
  /** Sent as it is, without the tidying that URL parsers do. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly jwt?: TokenSpec;
  /** More tokens, each in a place of its own. */
  readonly jwts?: readonly TokenSpec[];
  /** How often it is sent; only the last answer is held to the plain expectations. */
  readonly times: number;
  /** Milliseconds between one time and the next. */
  readonly pauseMs?: number;
  /** How the client shows that its requests are one session: by the cookies it was given, or by this header. */
  readonly keeps?: string;
  /** Whom to ask which pods the requests came to (`arrives`): a service without routes. */
  readonly counter?: string;
  readonly expect: Expectation;
}

export interface Topic {
  readonly name: string;
  /** The manifests, with `@JWKS@` and `@FOREIGN_JWKS@` still in them. */
  readonly manifests: string;
  readonly cases: readonly RequestCase[];
}

type CaseFile = Partial<RequestCase> & {
  readonly cases: readonly (Partial<RequestCase> & { readonly name: string })[];
};

/** The topics below `folder` by name: all, or the `chosen` ones. */
export function topicsIn(folder: string, chosen?: readonly string[]): readonly Topic[] {
  return readdirSync(folder)
    .filter((name) => chosen === undefined || chosen.includes(name))
    .sort()
    .map((name) => ({
      name,
      manifests: readFileSync(join(folder, name, "mesh.yaml"), "utf8"),
      cases: casesOf(parse(readFileSync(join(folder, name, "cases.yaml"), "utf8")) as CaseFile),
    }));
}

function casesOf({ cases, ...common }: CaseFile): readonly RequestCase[] {
  return cases.map((own) => {
    const { as, host, expect, ...rest } = { ...common, ...own };
    if (as === undefined || host === undefined || expect === undefined)
      throw new Error(`case "${own.name}" is incomplete`);
    return { port: 80, method: "GET", path: "/", headers: {}, times: 1, ...rest, as, host, expect };
  });
}
