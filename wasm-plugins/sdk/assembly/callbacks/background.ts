import { RootContext } from "../context";
import { contextOf, enter, leave } from "../registry";

export function proxy_on_tick(id: u32): void {
  enter();
  const root = contextOf(id);
  if (root !== null) changetype<RootContext>(root).onTick();
  leave();
}

export function proxy_on_queue_ready(id: u32, queue: u32): void {
  enter();
  const root = contextOf(id);
  if (root !== null) changetype<RootContext>(root).onQueueReady(queue);
  leave();
}

export function proxy_on_foreign_function(id: u32, functionId: u32, dataSize: i32): void {
  enter();
  const root = contextOf(id);
  if (root !== null) changetype<RootContext>(root).onForeignFunction(functionId, dataSize);
  leave();
}
