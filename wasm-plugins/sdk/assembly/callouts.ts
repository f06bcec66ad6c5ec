// HTTP and gRPC calls: the host announces answers by token only, to the plugin as a whole. This keeps whose token it is,
// and drops it when the stream that asked is gone: its answer is nobody's business any more.

import { proxy_http_call, proxy_set_effective_context } from "./abi";
import { Bytes } from "./bytes";
import { Context } from "./context";
import { Headers } from "./headers";
import { answerMore, succeeded } from "./incoming";
import { lengthAt, outgoing } from "./outgoing";
import { whenGone } from "./registry";
import { Status } from "./types";

const tokens: u32[] = [];
const owners: Context[] = [];
const streams: bool[] = [];

/** Remembers that the answer with that token is for `owner`; to a stream many may come. */
export function expectAnswer(token: u32, owner: Context, stream: bool = false): void {
  tokens.push(token);
  streams.push(stream);
  owners.push(owner);
  owner.pending += 1;
  whenGone(forgetCallouts);
}

/** Whose answer it is; null if its stream is gone. Answers that come more than once stay known until `answered()`. */
export function ownerOf(token: u32): Context | null {
  const at = tokens.indexOf(token);
  return at < 0 ? null : owners[at];
}

/** Whether the token is of a gRPC stream. */
export function isStream(token: u32): bool {
  const at = tokens.indexOf(token);
  return at >= 0 && streams[at];
}

/** Forgets a token, because its last answer came. */
export function answered(token: u32): void {
  const at = tokens.indexOf(token);
  if (at >= 0) drop(at);
}

/** Forgets all tokens of a context that is going away. */
function forgetCallouts(owner: Context): void {
  for (let at = owners.length - 1; at >= 0 && owner.pending > 0; at--) {
    if (owners[at] === owner) drop(at);
  }
}

function drop(at: i32): void {
  owners[at].pending -= 1;
  const token = tokens.pop();
  const owner = owners.pop();
  const stream = streams.pop();
  if (at == tokens.length) return;
  tokens[at] = token;
  owners[at] = owner;
  streams[at] = stream;
}

/** Turns to the context that an answer is for, so that what it asks the host is about its own stream. */
export function turnTo(context: Context): void {
  proxy_set_effective_context(context.contextId);
}

/**
 * Asks a cluster by HTTP (`proxy_http_call`); the answer comes to `context.onHttpCallResponse()`. `headers` needs `:method`,
 * `:path` and `:authority`. Gives the token, or 0 if the host refused: `lastStatus()` says why (an unknown cluster or missing
 * headers are `BadArgument`). Needs the entry point `http-calls`.
 */
export function dispatchHttpCall(
  context: Context,
  cluster: string,
  headers: Headers,
  body: Bytes | null,
  timeoutMs: u32,
  trailers: Headers | null = null,
): u32 {
  const pairs = headers.serialized();
  const more = (trailers === null ? new Headers() : trailers).serialized();
  if (pairs === null || more === null) {
    succeeded(Status.BadArgument);
    return 0;
  }
  const upstream = outgoing(cluster);
  store<u32>(answerMore, 0);
  const status = proxy_http_call(
    upstream,
    lengthAt(upstream),
    changetype<usize>(pairs),
    pairs.length,
    body === null ? 0 : changetype<usize>(body),
    body === null ? 0 : body.length,
    changetype<usize>(more),
    more.length,
    timeoutMs,
    answerMore,
  );
  if (!succeeded(status)) return 0;
  const token = load<u32>(answerMore);
  expectAnswer(token, context);
  return token;
}
