import { StreamContext } from "../context";
import { contextOf, enter, leave } from "../registry";
import { Action } from "../types";

export function proxy_on_new_connection(id: u32): u32 {
  enter();
  const context = contextOf(id);
  const action = context === null ? Action.Continue : changetype<StreamContext>(context).onNewConnection();
  leave();
  return action;
}

export function proxy_on_downstream_data(id: u32, size: i32, endOfStream: u32): u32 {
  enter();
  const context = contextOf(id);
  const action = context === null ? Action.Continue : changetype<StreamContext>(context).onDownstreamData(size, endOfStream != 0);
  leave();
  return action;
}

export function proxy_on_upstream_data(id: u32, size: i32, endOfStream: u32): u32 {
  enter();
  const context = contextOf(id);
  const action = context === null ? Action.Continue : changetype<StreamContext>(context).onUpstreamData(size, endOfStream != 0);
  leave();
  return action;
}

export function proxy_on_downstream_connection_close(id: u32, peer: u32): void {
  enter();
  const context = contextOf(id);
  if (context !== null) changetype<StreamContext>(context).onDownstreamClose(peer);
  leave();
}

export function proxy_on_upstream_connection_close(id: u32, peer: u32): void {
  enter();
  const context = contextOf(id);
  if (context !== null) changetype<StreamContext>(context).onUpstreamClose(peer);
  leave();
}
