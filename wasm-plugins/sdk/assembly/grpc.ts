import {
  proxy_get_status,
  proxy_grpc_call,
  proxy_grpc_cancel,
  proxy_grpc_close,
  proxy_grpc_send,
  proxy_grpc_stream,
} from "./abi";
import { Bytes } from "./bytes";
import { answered, expectAnswer } from "./callouts";
import { Context } from "./context";
import { Headers } from "./headers";
import { answerAt, answerMore, answerSize, answeredTextLossy, expectText, succeeded } from "./incoming";
import { lengthAt, outgoing } from "./outgoing";
import { GrpcStatus, Status } from "./types";

/**
 * The gRPC service of a cluster, in the form Envoy wants it in calls: an `envoy.config.core.v3.GrpcService` with
 * `envoy_grpc.cluster_name`. Make it once.
 */
export function grpcCluster(name: string): Bytes {
  const text = Bytes.of(name);
  const length = text.length;
  const inner = length < 0x80 ? 2 : 3;
  const outer = length + inner < 0x80 ? 2 : 3;
  const message = Bytes.alloc(outer + inner + length);
  // Field 1 of both messages, length-delimited. Cluster names are below 16 KiB, so two bytes are enough for a length.
  let at = putField(message, 0, length + inner);
  at = putField(message, at, length);
  message.put(at, text);
  return message;
}

function putField(message: Bytes, at: i32, length: i32): i32 {
  message.setAt(at, 0x0a);
  if (length < 0x80) {
    message.setAt(at + 1, length);
    return at + 2;
  }
  message.setAt(at + 1, (length & 0x7f) | 0x80);
  message.setAt(at + 2, length >> 7);
  return at + 3;
}

/**
 * One gRPC call (`proxy_grpc_call`): the answer comes to `onGrpcCallResponse()`, with its status. `upstream` is of
 * `grpcCluster()`. After `timeoutMs` milliseconds the answer is status 4 (`DeadlineExceeded`). Gives the token, or 0 if the
 * host refused (`lastStatus()`). Needs the entry point `grpc-calls`.
 */
export function dispatchGrpcCall(
  context: Context,
  upstream: Bytes,
  service: string,
  method: string,
  initialMetadata: Headers | null,
  message: Bytes,
  timeoutMs: u32,
): u32 {
  const metadata = (initialMetadata === null ? new Headers() : initialMetadata).serialized();
  if (metadata === null) return refused();
  const serviceName = outgoing(service);
  const methodName = outgoing(method);
  store<u32>(answerMore, 0);
  const status = proxy_grpc_call(
    changetype<usize>(upstream),
    upstream.length,
    serviceName,
    lengthAt(serviceName),
    methodName,
    lengthAt(methodName),
    changetype<usize>(metadata),
    metadata.length,
    changetype<usize>(message),
    message.length,
    timeoutMs,
    answerMore,
  );
  return started(status, context, false);
}

/**
 * Opens a gRPC stream (`proxy_grpc_stream`); what comes back arrives at `onGrpcStream…()` of the context. Gives the token,
 * or 0 if the host refused (`lastStatus()`). Needs the entry point `grpc-calls`.
 */
export function openGrpcStream(
  context: Context,
  upstream: Bytes,
  service: string,
  method: string,
  initialMetadata: Headers | null = null,
): u32 {
  const metadata = (initialMetadata === null ? new Headers() : initialMetadata).serialized();
  if (metadata === null) return refused();
  const serviceName = outgoing(service);
  const methodName = outgoing(method);
  store<u32>(answerMore, 0);
  const status = proxy_grpc_stream(
    changetype<usize>(upstream),
    upstream.length,
    serviceName,
    lengthAt(serviceName),
    methodName,
    lengthAt(methodName),
    changetype<usize>(metadata),
    metadata.length,
    answerMore,
  );
  return started(status, context, true);
}

function refused(): u32 {
  succeeded(Status.BadArgument);
  return 0;
}

function started(status: i32, context: Context, stream: bool): u32 {
  if (!succeeded(status)) return 0;
  const token = load<u32>(answerMore);
  expectAnswer(token, context, stream);
  return token;
}

/** Sends a message on a stream (`proxy_grpc_send`). */
export function sendGrpcStreamMessage(token: u32, message: Bytes, endOfStream: bool): bool {
  return succeeded(proxy_grpc_send(token, changetype<usize>(message), message.length, endOfStream ? 1 : 0));
}

/** Gives up a call (`proxy_grpc_cancel`): no answer will come. */
export function cancelGrpcCall(token: u32): bool {
  answered(token);
  return succeeded(proxy_grpc_cancel(token));
}

/** Gives up a stream (`proxy_grpc_cancel`): nothing more will come. */
export function cancelGrpcStream(token: u32): bool {
  return cancelGrpcCall(token);
}

/** Ends our half of a stream (`proxy_grpc_close`). */
export function closeGrpcStream(token: u32): bool {
  return succeeded(proxy_grpc_close(token));
}

/** How the call that is being answered went (`proxy_get_status`), for use in its callbacks. */
@final
export class GrpcOutcome {
  constructor(
    readonly status: GrpcStatus,
    readonly message: string,
  ) {}
}

/** Status and message of the call that is being answered (`proxy_get_status`); null outside of its callbacks. */
export function getGrpcStatus(): GrpcOutcome | null {
  store<u32>(answerMore, 0);
  expectText();
  const message = answeredTextLossy(proxy_get_status(answerMore, answerAt, answerSize));
  return message === null ? null : new GrpcOutcome(load<u32>(answerMore), message);
}
