import { answered, isStream, ownerOf, turnTo } from "../callouts";
import { enter, leave } from "../registry";

export function proxy_on_grpc_receive_initial_metadata(_id: u32, token: u32, elements: i32): void {
  enter();
  const context = ownerOf(token);
  if (context === null) return leave();
  turnTo(context);
  context.onGrpcStreamInitialMetadata(token, elements);
  leave();
}

export function proxy_on_grpc_receive(_id: u32, token: u32, size: i32): void {
  enter();
  const context = ownerOf(token);
  if (context === null) return leave();
  const stream = isStream(token);
  if (!stream) answered(token);
  turnTo(context);
  if (stream) context.onGrpcStreamMessage(token, size);
  else context.onGrpcCallResponse(token, 0, size);
  leave();
}

export function proxy_on_grpc_receive_trailing_metadata(_id: u32, token: u32, elements: i32): void {
  enter();
  const context = ownerOf(token);
  if (context === null) return leave();
  turnTo(context);
  context.onGrpcStreamTrailingMetadata(token, elements);
  leave();
}

export function proxy_on_grpc_close(_id: u32, token: u32, status: u32): void {
  enter();
  const context = ownerOf(token);
  if (context === null) return leave();
  const stream = isStream(token);
  answered(token);
  turnTo(context);
  // A call that failed has no message: its status is its answer.
  if (stream) context.onGrpcStreamClose(token, status);
  else context.onGrpcCallResponse(token, status, 0);
  leave();
}
