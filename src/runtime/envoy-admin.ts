import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** An answer of the admin interface. */
export interface AdminAnswer {
  readonly status: number;
  readonly text: string;
}

/** How to ask. */
export interface AdminOptions {
  readonly method?: "GET" | "POST";
  /** Default 5,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const firstPollMs = 10;
const slowestPollMs = 250;

/**
 * Asks an Envoy's admin interface, on a connection of its own.
 * @param url where and what, such as `http://127.0.0.1:9901/ready`
 */
export function askAdmin(
  url: string,
  { method = "GET", timeoutMs = 5_000, signal }: AdminOptions = {},
): Promise<AdminAnswer> {
  const limits = [AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])];
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent: false, signal: AbortSignal.any(limits) }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** Where a starting Envoy has come to. */
export interface Progress {
  /** `http://127.0.0.1:9901`, once it is known. */
  adminUrl?: string | undefined;
  /** What `/ready` said last, such as `PRE_INITIALIZING`. */
  state?: string | undefined;
}

/**
 * Waits until Envoy has written its admin address to `addressPath` and answers that it is ready: its bootstrap is
 * loaded, and so are its first listeners and clusters if they come over xDS.
 * @throws the signal's reason when it is aborted
 */
export async function untilReady(addressPath: string, progress: Progress, signal: AbortSignal): Promise<void> {
  for (let delay = firstPollMs; ; delay = Math.min(slowestPollMs, delay * 1.5)) {
    signal.throwIfAborted();
    progress.adminUrl ??= await adminUrlIn(addressPath);
    if (progress.adminUrl !== undefined) {
      const answer = await askAdmin(`${progress.adminUrl}/ready`, { signal }).catch(() => undefined);
      if (answer !== undefined) progress.state = answer.text.trim();
      if (answer?.status === 200) return;
    }
    await wait(delay, undefined, { signal, ref: false });
  }
}

/** Envoy writes the file in one go, but not atomically: a half-written address does not end in a port. */
async function adminUrlIn(path: string): Promise<string | undefined> {
  const address = (await readFile(path, "utf8").catch(() => "")).trim();
  return /^(\[[0-9a-f:.]+\]|[0-9.]+):\d+$/i.test(address) ? `http://${address}` : undefined;
}
