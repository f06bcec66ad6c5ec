/** Host calls that call other services: HTTP, gRPC calls and gRPC streams. */
import { status } from "../abi.js";
import { textOf } from "./byte-string.js";
import { type Callout, GrpcCallout, type GrpcEvent, HttpCallout } from "./callouts.js";
import type { Machine, RootContext } from "./context.js";
import { HeaderMap } from "./header-map.js";
import type { HostFunctions } from "./host-function.js";
import { pairsOf } from "./pairs.js";

/** Kinds of tokens: the two lowest bits. */
const tokenKinds = { http: 0, grpcCall: 1, grpcStream: 2 } as const;

/** `proxy_http_call`, `proxy_grpc_call` and their kin. */
export function calloutFunctions(vm: Machine): HostFunctions {
  return { ...httpFunctions(vm), ...grpcOpeners(vm), ...grpcFunctions(vm), ...statusFunction(vm) };
}

/** Reads strings that come as address and size, in a row; undefined if one is outside of the memory. */
function texts(vm: Machine, args: readonly number[]): readonly string[] | undefined {
  const read: string[] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    const text = vm.memory.read(args[index] ?? 0, args[index + 1] ?? 0);
    if (text === undefined) return undefined;
    read.push(text);
  }
  return read;
}

function mapOf(kind: "request" | "request-trailers", bytes: string): HeaderMap {
  const map = new HeaderMap(kind);
  for (const [name, value] of pairsOf(bytes)) map.add(name, value);
  return map;
}

function httpFunctions(vm: Machine): HostFunctions {
  return {
    proxy_http_call(...args: number[]) {
      const read = texts(vm, args.slice(0, 8));
      const [timeoutMs = 0, tokenAt = 0] = args.slice(8);
      if (read === undefined || !vm.memory.setWord(tokenAt, 0)) return status.invalidMemoryAccess;
      const [cluster = "", pairs = "", body = "", trailing = ""] = read;
      const headers = mapOf("request", pairs);
      vm.note = [textOf(cluster), ...headers.entries().flat(), textOf(body)];
      const complete = [":path", ":method", ":authority"].every((name) => headers.raw(name) !== undefined);
      if (timeoutMs < 0 || !complete || !vm.world.knowsCluster(textOf(cluster))) return status.badArgument;
      if (body !== "") headers.set("content-length", String(body.length));
      const call = openHttpCall(vm, {
        cluster: textOf(cluster),
        headers,
        body: Buffer.from(body, "latin1"),
        trailers: trailing === "" ? undefined : mapOf("request-trailers", trailing),
        timeoutMs,
      });
      vm.memory.setWord(tokenAt, call.token);
      return status.ok;
    },
  };
}

function openHttpCall(
  vm: Machine,
  asked: {
    readonly cluster: string;
    readonly headers: HeaderMap;
    readonly body: Buffer;
    readonly trailers: HeaderMap | undefined;
    readonly timeoutMs: number;
  },
): HttpCallout {
  const root = vm.acting.root;
  const token = vm.token(tokenKinds.http);
  const call: HttpCallout = new HttpCallout({
    ...asked,
    ...caller(vm),
    token,
    deliver(response) {
      stopTimer();
      root.calls.delete(token);
      root.deliverHttp(token, response);
    },
  });
  const stopTimer = limited(vm, call);
  root.calls.set(token, call);
  vm.world.callouts.add(call);
  return call;
}

/** The stream that a call is made for, and the plugin that makes it. */
function caller(vm: Machine): { readonly plugin: string; readonly stream: number | undefined } {
  const { acting } = vm;
  return { plugin: acting.root.pluginName, stream: acting.streamNumber };
}

function limited(vm: Machine, call: Callout): () => void {
  return call.timeoutMs > 0 ? vm.world.clock.after(call.timeoutMs, () => call.timeOut()) : () => undefined;
}

function grpcOpeners(vm: Machine): HostFunctions {
  return {
    proxy_grpc_call(...args: number[]) {
      const read = texts(vm, args.slice(0, 10));
      const [timeoutMs = 0, tokenAt = 0] = args.slice(10);
      if (read === undefined) return status.invalidMemoryAccess;
      return openGrpc(vm, { kind: "grpc-call", read, timeoutMs, tokenAt });
    },
    proxy_grpc_stream(...args: number[]) {
      const read = texts(vm, args.slice(0, 8));
      if (read === undefined) return status.invalidMemoryAccess;
      return openGrpc(vm, { kind: "grpc-stream", read, timeoutMs: 0, tokenAt: args[8] ?? 0 });
    },
  };
}

function openGrpc(
  vm: Machine,
  asked: {
    readonly kind: "grpc-call" | "grpc-stream";
    readonly read: readonly string[];
    readonly timeoutMs: number;
    readonly tokenAt: number;
  },
): number {
  const { kind, timeoutMs } = asked;
  const [target = "", service = "", method = "", metadata = "", message] = asked.read;
  const cluster = grpcCluster(target);
  vm.note = [textOf(cluster ?? target), textOf(service), textOf(method)];
  if (cluster === undefined || !vm.world.knowsCluster(textOf(cluster))) return status.parseFailure;
  const root = vm.acting.root;
  const token = vm.token(kind === "grpc-call" ? tokenKinds.grpcCall : tokenKinds.grpcStream);
  const call: GrpcCallout = new GrpcCallout({
    kind,
    token,
    cluster: textOf(cluster),
    ...caller(vm),
    timeoutMs,
    service: textOf(service),
    method: textOf(method),
    initialMetadata: mapOf("request", metadata),
    sent: message === undefined ? [] : [Buffer.from(message, "latin1")],
    deliver: (event) => deliverGrpc({ root, call, stopTimer }, event),
  });
  const stopTimer = limited(vm, call);
  root.calls.set(token, call);
  vm.world.callouts.add(call);
  return vm.memory.setWord(asked.tokenAt, token) ? status.ok : status.invalidMemoryAccess;
}

function deliverGrpc(
  { root, call, stopTimer }: { readonly root: RootContext; readonly call: GrpcCallout; readonly stopTimer: () => void },
  event: GrpcEvent,
): void {
  const over = call.kind === "grpc-call" || (event.kind === "close" && call.halfClosed);
  if (over) {
    stopTimer();
    root.calls.delete(call.token);
  }
  root.deliverGrpc(call.token, event);
}

/**
 * The cluster of a serialized `envoy.config.core.v3.GrpcService` with `envoy_grpc`; bytes that are none are taken for a
 * cluster's name, as Envoy does.
 */
function grpcCluster(target: string): string | undefined {
  const message = /^\n[\s\S]([\s\S]*)$/.exec(target)?.[1];
  const inner = message === undefined ? undefined : /^\n([\s\S])([\s\S]*)$/.exec(message);
  if (inner === null || inner === undefined) return target === "" ? undefined : target;
  return inner[2]?.slice(0, inner[1]?.charCodeAt(0));
}

function grpcFunctions(vm: Machine): HostFunctions {
  const calls = (): Map<number, Callout> => vm.acting.root.calls;
  const isGrpc = (token: number): boolean =>
    (token & 3) === tokenKinds.grpcCall || (token & 3) === tokenKinds.grpcStream;
  return {
    proxy_grpc_send(token: number, at: number, ...[size, end]: [number, number]) {
      const message = vm.memory.copy(at, size);
      if (message === undefined) return status.invalidMemoryAccess;
      vm.note = [token, message.toString("utf8"), end];
      if ((token & 3) !== tokenKinds.grpcStream) return status.badArgument;
      const call = calls().get(token);
      if (call?.kind !== "grpc-stream") return status.notFound;
      call.sent.push(message);
      if (end !== 0) call.halfClosed = true;
      return status.ok;
    },
    proxy_grpc_close(token: number) {
      if (!isGrpc(token)) return status.badArgument;
      const call = calls().get(token);
      if (call === undefined || call.kind === "http") return status.notFound;
      if (call.kind === "grpc-call") return abandoned(calls(), call);
      call.halfClosed = true;
      if (call.state !== "pending") calls().delete(token);
      return status.ok;
    },
    proxy_grpc_cancel(token: number) {
      if (!isGrpc(token)) return status.badArgument;
      const call = calls().get(token);
      return call === undefined ? status.notFound : abandoned(calls(), call);
    },
  };
}

function abandoned(calls: Map<number, Callout>, call: Callout): number {
  calls.delete(call.token);
  call.cancel();
  return status.ok;
}

function statusFunction(vm: Machine): HostFunctions {
  return {
    proxy_get_status(codeAt: number, pointerAt: number, sizeAt: number) {
      const { code, message } = vm.acting.root.lastStatus;
      if (!vm.memory.setWord(codeAt, code)) return status.invalidMemoryAccess;
      return vm.hand(message, pointerAt, sizeAt);
    },
  };
}
