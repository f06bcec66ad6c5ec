// The callbacks that every filter has.

import "../abort";
import { RootContext } from "../context";
import { allocateForHost } from "../incoming";
import { contextOf, create, enter, leave, remove } from "../registry";

export function proxy_abi_version_0_2_1(): void {}

export function proxy_on_memory_allocate(size: usize): usize {
  return allocateForHost(size);
}

export function proxy_on_vm_start(id: u32, configurationSize: i32): u32 {
  enter();
  const root = contextOf(id);
  const accepted = root !== null && changetype<RootContext>(root).onVmStart(configurationSize);
  leave();
  return accepted ? 1 : 0;
}

export function proxy_on_configure(id: u32, configurationSize: i32): u32 {
  enter();
  const root = contextOf(id);
  const accepted = root !== null && changetype<RootContext>(root).onConfigure(configurationSize);
  leave();
  return accepted ? 1 : 0;
}

export function proxy_on_context_create(id: u32, parent: u32): void {
  enter();
  create(id, parent);
  leave();
}

export function proxy_on_delete(id: u32): void {
  enter();
  remove(id);
  leave();
}
