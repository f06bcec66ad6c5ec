/** Host calls on shared data and queues. */
import { status } from "../abi.js";
import { textOf } from "./byte-string.js";
import type { Machine } from "./context.js";
import type { HostFunctions } from "./host-function.js";

/** `proxy_get_shared_data`, `proxy_enqueue_shared_queue` and their kin. */
export function sharedFunctions(vm: Machine): HostFunctions {
  return { ...dataFunctions(vm), ...queueNameFunctions(vm), ...queueFunctions(vm) };
}

type Five = [number, number, number, number, number];

function dataFunctions(vm: Machine): HostFunctions {
  const { shared } = vm.world;
  const { vmId } = vm;
  return {
    proxy_get_shared_data(...[at, size, pointerAt, sizeAt, versionAt]: Five) {
      const key = vm.memory.read(at, size);
      if (key === undefined) return status.invalidMemoryAccess;
      vm.note = [textOf(key)];
      const datum = shared.get(vmId, key);
      if (datum === undefined) return status.notFound;
      const handed = vm.hand(datum.value, pointerAt, sizeAt);
      if (handed !== status.ok) return handed;
      return vm.memory.setWord(versionAt, datum.version) ? status.ok : status.invalidMemoryAccess;
    },
    proxy_set_shared_data(...[at, size, valueAt, valueSize, version]: Five) {
      const key = vm.memory.read(at, size);
      const value = vm.memory.read(valueAt, valueSize);
      if (key === undefined || value === undefined) return status.invalidMemoryAccess;
      vm.note = [textOf(key), textOf(value), version];
      return shared.set(vmId, key, { value, version: version >>> 0 });
    },
  };
}

function queueNameFunctions(vm: Machine): HostFunctions {
  const { shared } = vm.world;
  const { vmId } = vm;
  return {
    proxy_register_shared_queue(at: number, size: number, tokenAt: number) {
      const name = vm.memory.read(at, size);
      if (name === undefined) return status.invalidMemoryAccess;
      vm.note = [textOf(name)];
      const owner = vm.acting.root;
      const token = shared.registerQueue(vmId, name, () => owner.queueReady(shared.queueToken(vmId, name) ?? 0));
      return vm.memory.setWord(tokenAt, token) ? status.ok : status.invalidMemoryAccess;
    },
    proxy_resolve_shared_queue(...[idAt, idSize, at, size, tokenAt]: Five) {
      const id = vm.memory.read(idAt, idSize);
      const name = vm.memory.read(at, size);
      if (id === undefined || name === undefined) return status.invalidMemoryAccess;
      vm.note = [textOf(id), textOf(name)];
      const token = shared.queueToken(id === "" ? vmId : id, name);
      if (token === undefined) return status.notFound;
      return vm.memory.setWord(tokenAt, token) ? status.ok : status.invalidMemoryAccess;
    },
  };
}

function queueFunctions(vm: Machine): HostFunctions {
  const { shared, clock } = vm.world;
  return {
    proxy_enqueue_shared_queue(token: number, at: number, size: number) {
      const item = vm.memory.read(at, size);
      if (item === undefined) return status.invalidMemoryAccess;
      vm.note = [token, textOf(item)];
      const queue = shared.queue(token >>> 0);
      if (queue === undefined) return status.notFound;
      queue.items.push(item);
      // Envoy posts it to the owner's thread: it is told when the call at hand is over.
      clock.after(0, () => queue.ready());
      vm.later(() => clock.advance(0));
      return status.ok;
    },
    proxy_dequeue_shared_queue(token: number, pointerAt: number, sizeAt: number) {
      const queue = shared.queue(token >>> 0);
      if (queue === undefined) return status.notFound;
      const item = queue.items.shift();
      return item === undefined ? status.empty : vm.hand(item, pointerAt, sizeAt);
    },
  };
}
