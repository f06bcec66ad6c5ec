import { type Download, type DownloadRequest, type DownloadRules, download, type Refusal } from "./download.js";

/** Where keys are published: in the document at `url`, or in the one that the issuer `url` names. */
export interface KeySource {
  readonly kind: "jwks" | "issuer";
  readonly url: string;
}

/**
 * The key set as its issuer publishes it now. For an issuer, its own document is read first (OpenID Connect Discovery
 * 1.0, section 4): it must be about this very issuer, and may not lead out of TLS.
 */
export async function publishedKeys(
  source: KeySource,
  request: Omit<DownloadRequest, "url">,
  rules: DownloadRules,
): Promise<Download> {
  const place = source.kind === "jwks" ? source.url : await discovered(source.url, request, rules);
  if (typeof place !== "string") return place;
  const found = await download({ ...request, url: place }, rules);
  if (found.kind !== "fresh" || isKeySet(found.text)) return found;
  return { kind: "failed", because: "what it answers is not a JSON object with a list of keys" };
}

async function discovered(
  issuer: string,
  { timeoutMs, signal }: Omit<DownloadRequest, "url">,
  rules: DownloadRules,
): Promise<string | Refusal> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const found = await download({ url, timeoutMs, ...(signal !== undefined && { signal }) }, rules);
  if (found.kind === "unchanged") return { kind: "failed", because: `${url} was answered with status 304` };
  if (found.kind !== "fresh") return { ...found, because: `${url}: ${found.because}` };
  const metadata = parsed(found.text);
  const { issuer: own, jwks_uri: place } = metadata ?? {};
  if (own !== issuer) {
    return { kind: "failed", because: `${url} is about ${own === undefined ? "no issuer" : JSON.stringify(own)}` };
  }
  if (typeof place !== "string" || !/^https?:\/\//i.test(place) || !URL.canParse(place)) {
    return { kind: "failed", because: `${url} names no jwks_uri` };
  }
  if (/^https:/i.test(url) && /^http:/i.test(place)) {
    return { kind: "refused", because: `${url} leads to ${place}, which anybody on the way could forge` };
  }
  return place;
}

function isKeySet(text: string): boolean {
  return Array.isArray(parsed(text)?.["keys"]);
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
