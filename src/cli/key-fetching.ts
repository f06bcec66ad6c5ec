import type { KeyFetching } from "../control-plane-types.js";
import type { KeyPlace, KeySetFact } from "../model/key-set-facts.js";
import type { ResourceSet } from "../model/resource-set.js";
import { openIssuerKeys } from "../serving/issuer-keys.js";
import { UsageError } from "./exit.js";
import { certificatesIn, placesIn, textIn } from "./option-values.js";
import type { IssuerKeyOptions, KeyOptions } from "./options.js";

/** What the options ask for. @throws UsageError if one of them cannot be used */
export async function keyFetching(options: KeyOptions): Promise<KeyFetching> {
  if (!options.fetch) return "nothing";
  const { jwksAllow, jwksCa, jwksRefresh } = options;
  return {
    allowed: placesIn("--jwks-allow", jwksAllow),
    ...(jwksRefresh !== undefined && { refreshMs: jwksRefresh * 1000 }),
    ...(jwksCa !== undefined && { roots: await certificatesIn("--jwks-ca", jwksCa) }),
  };
}

/**
 * These resources with the keys that issuers publish, as far as the options let them be had: from files, or fetched once.
 * @throws UsageError if one of them cannot be used
 */
export async function withIssuerKeys(resources: ResourceSet, options: IssuerKeyOptions): Promise<ResourceSet> {
  const facts = new Map<KeyPlace, KeySetFact>();
  for (const [url, text] of await givenKeySets(options.jwks)) {
    for (const kind of ["jwks", "issuer"]) facts.set(`${kind} ${url}` as KeyPlace, { kind: "known", text });
  }
  const keys = await openIssuerKeys({
    fetching: await keyFetching(options),
    onFact: () => undefined,
    onFetch: () => undefined,
    onStoreFailure: () => undefined,
  });
  const fetched = await keys.patientlyInformed(resources, longestFetchMs);
  await keys.close();
  return fetched.resources.withKeySets(facts).resources;
}

/** Key sets from files, by their URL or issuer. @throws UsageError if one cannot be used */
export async function givenKeySets(jwks: IssuerKeyOptions["jwks"]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const given of jwks) {
    const split = given.lastIndexOf("=");
    if (split < 1) throw new UsageError(`--jwks ${given}: write URL=FILE`);
    found.set(given.slice(0, split), await textIn("--jwks", given.slice(split + 1)));
  }
  return found;
}

/** One attempt for each place ends before, each with its own time limit. */
const longestFetchMs = 150_000;
