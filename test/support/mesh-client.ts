/** Sends test requests through the CONNECT proxies of a local mesh. */
import { request } from "node:http";
import type { Socket } from "node:net";
import { openTunnel } from "../../src/runtime/proxied-request.js";
import type { RequestCase } from "./cases.js";
import type { Answer } from "./expectation.js";
import type { TokenIssuer } from "./tokens.js";

/** One answer for each time the case is sent; a fresh tunnel each time unless it is sent many times. */
export async function answersTo(
  wanted: RequestCase,
  proxyUrl: string,
  issuer: TokenIssuer,
): Promise<readonly Answer[]> {
  const { path, headers } = await withToken(wanted, issuer);
  const signal = AbortSignal.timeout(20_000);
  const target = new URL(`http://${wanted.host}:${wanted.port}/`);
  const tunnel = await openTunnel(new URL(proxyUrl), target, signal);
  if (tunnel.kind === "refused") return [{ connect: tunnel.status, headers: {}, body: tunnel.reason }];
  const answers: Answer[] = [];
  try {
    for (let sent = 0; sent < wanted.times; sent++) {
      answers.push(await exchange({ ...wanted, path, headers }, tunnel.socket, signal));
    }
  } finally {
    tunnel.socket.destroy();
  }
  return answers;
}

async function withToken(wanted: RequestCase, issuer: TokenIssuer): Promise<Pick<RequestCase, "path" | "headers">> {
  const { jwt, path, headers } = wanted;
  if (jwt === undefined) return { path, headers };
  const token = await issuer.token(jwt);
  const place = jwt.in ?? "authorization: Bearer ";
  const colon = place.indexOf(": ");
  if (colon < 0) return { path: `${path}${path.includes("?") ? "&" : "?"}${place}=${token}`, headers };
  return { path, headers: { ...headers, [place.slice(0, colon)]: `${place.slice(colon + 2)}${token}` } };
}

function exchange(wanted: RequestCase, socket: Socket, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      createConnection: () => socket,
      method: wanted.method,
      path: wanted.path,
      headers: { host: wanted.host, connection: "keep-alive", ...wanted.headers },
      signal,
    });
    outgoing.once("error", reject);
    outgoing.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const headers = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
        );
        resolve({
          connect: 200,
          status: response.statusCode ?? 0,
          headers,
          body: Buffer.concat(chunks).toString("utf8"),
        });
      });
    });
    outgoing.end();
  });
}
