/** Host calls on header maps. */
import { status } from "../abi.js";
import { textOf } from "./byte-string.js";
import type { Machine } from "./context.js";
import type { HostFunctions } from "./host-function.js";
import { pairsOf, serializedHeaders } from "./pairs.js";

const lastMap = 7;

/** `proxy_get_header_map_value` and its kin. */
export function headerFunctions(vm: Machine): HostFunctions {
  return { ...readers(vm), ...writers(vm) };
}

function readers(vm: Machine): HostFunctions {
  return {
    proxy_get_header_map_value(...[type, at, size, pointerAt, sizeAt]: [number, number, number, number, number]) {
      if (type >>> 0 > lastMap) return status.badArgument;
      const name = vm.memory.read(at, size);
      if (name === undefined) return status.invalidMemoryAccess;
      vm.note = [type, textOf(name)];
      const map = vm.acting.headersToRead(type);
      if (map === undefined) return status.badArgument;
      const value = map === "absent" ? undefined : map.raw(name);
      if (value !== undefined) return vm.hand(value, pointerAt, sizeAt);
      // Before 0.2.0, what is not there was an empty value.
      return vm.abi === "0.1.0" ? vm.hand("", pointerAt, sizeAt) : status.notFound;
    },
    proxy_get_header_map_pairs(type: number, pointerAt: number, sizeAt: number) {
      if (type >>> 0 > lastMap) return status.badArgument;
      const map = vm.acting.headersToRead(type);
      return vm.hand(map === undefined || map === "absent" ? "" : serializedHeaders(map), pointerAt, sizeAt);
    },
    proxy_get_header_map_size(type: number, sizeAt: number) {
      if (type >>> 0 > lastMap) return status.badArgument;
      const map = vm.acting.headersToChange(type);
      if (map === undefined) return status.badArgument;
      return vm.memory.setWord(sizeAt, map.byteSize) ? status.ok : status.invalidMemoryAccess;
    },
  };
}

type NameAndValue = [type: number, nameAt: number, nameSize: number, valueAt: number, valueSize: number];

function writers(vm: Machine): HostFunctions {
  const written = (verb: "add" | "set", [type, nameAt, nameSize, valueAt, valueSize]: NameAndValue): number => {
    if (type >>> 0 > lastMap) return status.badArgument;
    const name = vm.memory.read(nameAt, nameSize);
    const value = vm.memory.read(valueAt, valueSize);
    if (name === undefined || value === undefined) return status.invalidMemoryAccess;
    vm.note = [type, textOf(name), textOf(value)];
    const map = vm.acting.headersToChange(type);
    map?.[verb](name, value);
    return map === undefined ? status.badArgument : status.ok;
  };
  return {
    proxy_add_header_map_value: (...args: NameAndValue) => written("add", args),
    proxy_replace_header_map_value: (...args: NameAndValue) => written("set", args),
    proxy_remove_header_map_value(type: number, at: number, size: number) {
      if (type >>> 0 > lastMap) return status.badArgument;
      const name = vm.memory.read(at, size);
      if (name === undefined) return status.invalidMemoryAccess;
      vm.note = [type, textOf(name)];
      const map = vm.acting.headersToChange(type);
      map?.remove(name);
      return map === undefined ? status.badArgument : status.ok;
    },
    proxy_set_header_map_pairs(type: number, at: number, size: number) {
      if (type >>> 0 > lastMap) return status.badArgument;
      const bytes = vm.memory.read(at, size);
      if (bytes === undefined) return status.invalidMemoryAccess;
      const pairs = pairsOf(bytes);
      vm.note = [type, ...pairs.flat().map(textOf)];
      const map = vm.acting.headersToChange(type);
      map?.clear();
      for (const [name, value] of pairs) map?.add(name, value);
      return map === undefined ? status.badArgument : status.ok;
    },
  };
}
