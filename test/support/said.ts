/** What is said in a tunnel. */
import type { Duplex } from "node:stream";
import { openTunnel, type ProxiedOutcome, requestThroughProxy } from "../../src/runtime/proxied-request.js";
import type { TestMesh } from "./local-mesh.js";

/** Who asks whom. */
export interface Way {
  /** `namespace/sa/account`. */
  readonly as: string;
  /** As the client names the service. */
  readonly host: string;
  readonly port?: number;
}

/** A tunnel, or the status with which it was refused. */
export async function tunnelTo(mesh: TestMesh, { as, host, port = 80 }: Way): Promise<Duplex | number> {
  const target = new URL(`http://${host}:${port}/`);
  const tunnel = await openTunnel(new URL(mesh.proxyOf(as)), target, AbortSignal.timeout(20_000));
  return tunnel.kind === "open" ? tunnel.socket : tunnel.status;
}

/** The same where it must open. */
export async function openTunnelTo(mesh: TestMesh, way: Way): Promise<Duplex> {
  const tunnel = await tunnelTo(mesh, way);
  if (typeof tunnel === "number") throw new Error(`CONNECT ${way.host}: ${tunnel}`);
  return tunnel;
}

/** One request; `refused 403` tells a CONNECT that was not answered from a request that was. */
export async function answerTo(
  mesh: TestMesh,
  {
    path = "/",
    headers = {},
    ...way
  }: Way & { readonly path?: string; readonly headers?: Readonly<Record<string, string>> },
): Promise<ProxiedOutcome> {
  const url = `http://${way.host}:${way.port ?? 80}${path}`;
  return await requestThroughProxy({ proxy: mesh.proxyOf(way.as), url, headers: Object.entries(headers) });
}

/** How a request ended, in one word: `200`, `refused 403`, `failed …`. */
export async function outcomeOf(mesh: TestMesh, way: Parameters<typeof answerTo>[1]): Promise<string> {
  const outcome = await answerTo(mesh, way);
  switch (outcome.kind) {
    case "answered":
      return String(outcome.status);
    case "refused":
      return `refused ${outcome.status}`;
    case "failed":
      return `failed ${outcome.reason}`;
  }
}

/** The first line; what follows stays in the stream. @throws when the stream ends before it */
export function firstLine(stream: Duplex): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = "";
    const listen = (chunk: Buffer): void => {
      heard += chunk.toString("latin1");
      const end = heard.indexOf("\n");
      if (end < 0) return;
      stream.off("data", listen).pause();
      stream.unshift(Buffer.from(heard.slice(end + 1), "latin1"));
      resolve(heard.slice(0, end));
    };
    stream.on("data", listen);
    stream.once("error", reject);
    stream.once("close", () => reject(new Error(`closed after ${JSON.stringify(heard)}`)));
  });
}

/** All there is to hear until the other side has ended. */
export function everything(stream: Duplex): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    // What came before a reset counts: the test says how much it must be.
    stream.once("error", () => undefined);
    stream.once("close", () => resolve(Buffer.concat(chunks)));
    stream.once("end", () => stream.destroy());
  });
}
