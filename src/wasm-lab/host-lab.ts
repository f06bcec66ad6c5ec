/** A lab on the host in Node. */

import type { GrpcCallout } from "../wasm/host/callouts.js";
import type { Headers } from "../wasm/host/header-map.js";
import type { HttpStream } from "../wasm/host/http-stream.js";
import type { PropertyTree } from "../wasm/host/properties.js";
import { WasmHost } from "../wasm/host/wasm-host.js";
import {
  type Answer,
  type Asked,
  type ClaimValue,
  type Lab,
  type LabProxy,
  type LabRoute,
  type Reaction,
  type Seen,
  steadyLine,
  virtualMachineId,
} from "./lab.js";

/** Starts the plugins of a lab. */
export class HostLab implements LabProxy {
  readonly #host: WasmHost;
  readonly #lab: Lab;

  constructor(lab: Lab, number: number) {
    this.#lab = lab;
    const [first] = lab.plugins;
    this.#host = new WasmHost({
      module: first?.module ?? "",
      clusters: [...Object.keys(lab.clusters ?? {}), ...Object.keys(lab.grpc ?? {})],
      startTime: new Date(),
      logLevel: "trace",
    });
    for (const [index, plugin] of lab.plugins.entries()) {
      const { vmId, configuration, ...options } = plugin;
      this.#host.startPlugin(configuration, {
        ...options,
        name: `lab-${number}-${index}`,
        vmId: virtualMachineId(number, vmId),
      });
    }
  }

  /** Forgets what was said before. */
  begin(): void {
    this.#host.clearRecords();
  }

  async send(asked: Asked = {}): Promise<Answer> {
    const { routes = [], metadata } = this.#lab;
    const stream = this.#host.openStream({
      ...(metadata !== undefined && { properties: { metadata: { filter_metadata: propertiesOf(metadata) } } }),
    });
    const {
      method = "GET",
      path = "/",
      headers = [],
      body,
      trailers,
      chunks = body === undefined ? [] : [body],
    } = asked;
    const pieces = chunks.filter((piece) => piece !== "");
    const end = { endOfStream: pieces.length === 0 };
    const pseudo: [string, string][] = [
      [":authority", "lab.test"],
      [":path", path],
      [":method", method],
      [":scheme", "http"],
    ];
    const length: [string, string][] = body === undefined ? [] : [["content-length", String(Buffer.byteLength(body))]];
    stream.requestHeaders([...pseudo, ...headers.map(sentByNode), ...length, ...addedByEnvoy], end);
    for (const piece of pieces) if (stream.state !== "ended") stream.requestBody(piece, { endOfStream: false });
    // HTTP/1.1: the end comes by itself.
    if (pieces.length > 0 && stream.state !== "ended") {
      if (trailers === undefined) stream.requestBody("");
      else stream.requestTrailers(trailers);
    }
    this.#answerCalls();
    this.#react(stream);
    // Whoever waits for a service that never answers waits for its own time limit.
    for (let waited = 0; waited < silentAfterMs && stream.state !== "ended"; waited += 50) {
      this.#host.tick(50);
      this.#answerCalls();
      this.#react(stream);
    }
    const answer = answerOf(stream);
    if (answer.upstream === undefined) return answer;
    // Envoy chooses the route anew when a plugin of this ABI changes headers, and the route adds its name at the end.
    const route = routeFor(routes, answer.upstream.headers);
    return { ...answer, upstream: { ...answer.upstream, headers: { ...answer.upstream.headers, ...route } } };
  }

  async logged(): Promise<readonly string[]> {
    return this.#host.logs
      .filter(({ level }) => level !== "critical")
      .map(({ level, message }) => steadyLine(`${level} ${message}`));
  }

  async metric(name: string): Promise<number | undefined> {
    return this.#host.metric(name);
  }

  async wait(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10) {
      this.#host.tick(Math.min(10, ms - passed));
      this.#answerCalls();
    }
  }

  #react(stream: HttpStream): void {
    if (stream.state === "ended" || !stream.upstream.ended || stream.pass("response").headersMap !== undefined) return;
    const { status = 200, headers = {}, body = "", pieces, trailers } = (this.#lab.upstream ?? ok)(seenOf(stream));
    if (pieces !== undefined) {
      stream.responseHeaders({ ":status": String(status), ...headers }, { endOfStream: false });
      for (const piece of pieces) stream.responseBody(piece, { endOfStream: false });
      if (trailers === undefined) stream.responseBody("");
      else stream.responseTrailers(trailers);
      return;
    }
    const length = status === 204 ? {} : { "content-length": String(Buffer.byteLength(body)) };
    // Once it is over, the rest is of no effect.
    stream.responseHeaders({ ":status": String(status), ...headers, ...length }, { endOfStream: body === "" });
    if (body === "") return;
    stream.responseBody(body, { endOfStream: false });
    stream.responseBody("");
  }

  /** A call's answer may lead to the next call. */
  #answerCalls(): void {
    for (let round = 0; round < 20; round += 1) {
      const waiting = this.#host.pendingCalls.filter((call) => {
        // A stream is answered once there is something to answer.
        if (call.kind === "grpc-stream" && call.sent.length === 0) return false;
        return this.#lab.clusters?.[call.cluster] !== "silent";
      });
      if (waiting.length === 0) return;
      for (const call of waiting) {
        if (call.kind !== "http") {
          grpcAnswered(call, this.#lab.grpc?.[call.cluster]);
          continue;
        }
        const service = this.#lab.clusters?.[call.cluster];
        if (typeof service !== "function") call.fail();
        else {
          const {
            status = 200,
            headers = {},
            body = "",
          } = service({
            method: call.headers.get(":method") ?? "",
            path: call.headers.get(":path") ?? "",
            headers: call.headers.toJSON(),
            body: call.body.toString(),
          });
          call.respond({ status, headers: { ...headers, "content-length": String(Buffer.byteLength(body)) }, body });
        }
      }
    }
  }
}

function grpcAnswered(call: GrpcCallout, react: NonNullable<Lab["grpc"]>[string] | undefined): void {
  if (react === undefined) {
    call.close(14);
    return;
  }
  const [message = ""] = call.sent.map(String);
  const path = `/${call.service}/${call.method}`;
  const reaction = react({ path, metadata: call.initialMetadata.toJSON(), message });
  const { messages = [], status = 0, text = "", metadata = {}, trailers = {} } = reaction;
  if (call.kind === "grpc-call") {
    const [first] = messages;
    if (status === 0 && first !== undefined) call.respond(first);
    else call.close(status, text);
    return;
  }
  call.sendInitialMetadata(metadata);
  for (const one of messages) call.respond(one);
  call.sendTrailingMetadata(trailers);
  call.close(status, text);
}

/** How long a client waits for an answer. */
export const silentAfterMs = 700;

const addedByEnvoy: readonly (readonly [string, string])[] = [
  ["x-forwarded-proto", "http"],
  ["x-request-id", "00000000-0000-4000-8000-000000000000"],
];

/** Node sends header values as Latin-1. */
function sentByNode([name, value]: readonly [string, string]): readonly [string, Uint8Array] {
  return [name, Buffer.from(value, "latin1")];
}

function routeFor(routes: readonly LabRoute[], headers: Readonly<Record<string, string>>): Record<string, string> {
  const route = routes.find(({ header, value }) => headers[header] === value);
  return route === undefined ? {} : { "x-lab-route": route.name };
}

/** Envoy finds the elements of a list by their numbers. */
function propertiesOf(value: Readonly<Record<string, ClaimValue>>): PropertyTree {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, propertyOf(inner)]));
}

function propertyOf(value: ClaimValue): string | PropertyTree {
  return typeof value === "string" ? value : propertiesOf(Object.fromEntries(Object.entries(value)));
}

export function ok(): Reaction {
  return { body: "ok" };
}

function seenOf(stream: HttpStream): Seen {
  const headers = stream.upstream.headers;
  return {
    method: headers?.get(":method") ?? "",
    path: headers?.get(":path") ?? "",
    headers: headers?.toJSON() ?? {},
    body: stream.upstream.text,
    ...trailersIn(stream.upstream.trailers),
  };
}

function trailersIn(found: Headers | undefined): { readonly trailers?: Readonly<Record<string, string>> } {
  return found === undefined ? {} : { trailers: found.toJSON() };
}

function answerOf(stream: HttpStream): Answer {
  const upstream = stream.upstream.ended ? seenOf(stream) : undefined;
  const kind = stream.resetReason !== undefined ? "reset" : stream.client.ended ? "answered" : "silent";
  if (kind === "silent") stream.disconnect();
  if (kind !== "answered") return { kind, status: 0, headers: {}, body: "", upstream };
  const { status = 0, headers, text: body } = stream.client;
  // In HTTP/1.1 nothing follows a body whose length was told.
  const trailers = headers?.get("content-length") === undefined ? trailersIn(stream.client.trailers) : {};
  return { kind, status, headers: headers?.toJSON() ?? {}, body, ...trailers, upstream };
}
