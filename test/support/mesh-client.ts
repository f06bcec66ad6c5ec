/** Sends test requests through the CONNECT proxies of a local mesh. */
import { request } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { openTunnel } from "../../src/runtime/proxied-request.js";
import type { RequestCase } from "./cases.js";
import { type Answer, arrivals } from "./expectation.js";
import type { TokenIssuer } from "./tokens.js";

/** One answer for each time the case is sent; a fresh tunnel each time unless it is sent many times. */
export async function answersTo(
  wanted: RequestCase,
  proxyUrl: string,
  issuer: TokenIssuer,
): Promise<readonly Answer[]> {
  const { path, headers: own } = await withToken(wanted, issuer);
  const session = aSession(wanted.keeps);
  const signal = AbortSignal.timeout(20_000);
  const target = new URL(`http://${wanted.host}:${wanted.port}/`);
  const tunnel = await openTunnel(new URL(proxyUrl), target, signal);
  if (tunnel.kind === "refused") return [{ connect: tunnel.status, headers: {}, body: tunnel.reason }];
  const answers: Answer[] = [];
  if (isAboutConnecting(wanted)) {
    tunnel.socket.destroy();
    return [{ connect: 200, headers: {}, body: "" }];
  }
  try {
    for (let sent = 0; sent < wanted.times; sent++) {
      if (sent > 0 && wanted.pauseMs !== undefined) await wait(wanted.pauseMs);
      const answer = await exchange(
        { ...wanted, path, headers: { ...own, ...session.headers() } },
        tunnel.socket,
        signal,
      );
      session.learn(answer);
      answers.push(answer);
    }
  } finally {
    tunnel.socket.destroy();
  }
  return answers;
}

/** Whether nothing is asked but whether the client may connect: what is behind need not speak HTTP. */
function isAboutConnecting({ expect }: RequestCase): boolean {
  return expect.connect === 200 && Object.keys(expect).length === 1;
}

/**
 * Which backends the requests of one key came to, as soon as that is `settled`; else what is known in the end. Copies
 * and tries arrive when they like, so one who asks too early asks again.
 */
export async function arrivalsOf(
  key: string,
  counting: { readonly wanted: RequestCase; readonly proxyUrl: string; readonly issuer: TokenIssuer },
  settled: (found: Readonly<Record<string, number>>) => boolean,
): Promise<Readonly<Record<string, number>>> {
  const { wanted, proxyUrl, issuer } = counting;
  const { as, expect, counter = wanted.host } = wanted;
  const asking = { ...plainGet, name: wanted.name, as, host: counter, headers: { "x-echo-counted": key }, expect };
  const ask = async (): Promise<Readonly<Record<string, number>>> => {
    const [answer] = await answersTo(asking, proxyUrl, issuer);
    return answer === undefined ? {} : arrivals(answer);
  };
  let found = await ask();
  for (let asked = 1; asked < 50 && !settled(found); asked++) {
    await wait(100);
    found = await ask();
  }
  // What should not come at all would come late, too.
  await wait(100);
  return ask();
}

const plainGet = { port: 80, method: "GET", path: "/", times: 1 } as const;

/** What a client shows with each request, learnt from the answers before. */
function aSession(keeps: string | undefined): {
  headers(): Readonly<Record<string, string>>;
  learn(answer: Answer): void;
} {
  const cookies = new Map<string, string>();
  let shown: string | undefined;
  return {
    headers() {
      if (keeps === undefined) return {};
      if (keeps !== "cookies") return shown === undefined ? {} : { [keeps]: shown };
      return cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
    },
    learn(answer) {
      if (keeps !== undefined) shown = answer.headers[keeps] ?? shown;
      for (const cookie of answer.cookies ?? []) {
        const equals = cookie.indexOf("=");
        cookies.set(cookie.slice(0, equals), cookie.slice(equals + 1));
      }
    },
  };
}

export async function withToken(
  wanted: RequestCase,
  issuer: TokenIssuer,
): Promise<Pick<RequestCase, "path" | "headers">> {
  const { jwt, jwts = [] } = wanted;
  let { path, headers } = wanted;
  for (const spec of jwt === undefined ? jwts : [jwt, ...jwts]) {
    const token = await issuer.token(spec);
    const place = spec.in ?? "authorization: Bearer ";
    const colon = place.indexOf(": ");
    if (colon < 0) path = `${path}${path.includes("?") ? "&" : "?"}${place}=${token}`;
    else headers = { ...headers, [place.slice(0, colon)]: `${place.slice(colon + 2)}${token}` };
  }
  return { path, headers };
}

export function exchange(wanted: RequestCase, socket: Socket, signal: AbortSignal): Promise<Answer> {
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
          cookies: (response.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";", 1)[0] ?? ""),
          body: Buffer.concat(chunks).toString("utf8"),
        });
      });
    });
    outgoing.end();
  });
}
