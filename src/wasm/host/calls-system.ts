/** Host calls about the surroundings: log, time, properties, metrics, configuration, foreign functions. */
import { logLevels, status } from "../abi.js";
import { bufferOf, byteString, textOf } from "./byte-string.js";
import { bufferTypes, type Machine } from "./context.js";
import type { HostFunctions } from "./host-function.js";

/** Everything that is neither a stream's nor shared. */
export function systemFunctions(vm: Machine): HostFunctions {
  return {
    ...logFunctions(vm),
    ...timeFunctions(vm),
    ...propertyFunctions(vm),
    ...metricFunctions(vm),
    ...foreignFunction(vm),
    ...toolchainFunctions,
  };
}

type Six = [number, number, number, number, number, number];

function logFunctions(vm: Machine): HostFunctions {
  return {
    proxy_log(level: number, at: number, size: number) {
      if (level >>> 0 >= logLevels.length) return status.badArgument;
      const message = vm.memory.read(at, size);
      if (message === undefined) return status.invalidMemoryAccess;
      vm.note = [level, textOf(message)];
      vm.log(level, textOf(message));
      return status.ok;
    },
    proxy_get_log_level(levelAt: number) {
      const level = logLevels.indexOf(vm.world.options.logLevel ?? "info");
      return vm.memory.setWord(levelAt, level) ? status.ok : status.invalidMemoryAccess;
    },
  };
}

function timeFunctions(vm: Machine): HostFunctions {
  return {
    proxy_get_current_time_nanoseconds: (at: number) =>
      vm.memory.setLong(at, vm.world.clock.wallNs) ? status.ok : status.invalidMemoryAccess,
    proxy_set_tick_period_milliseconds(period: number) {
      vm.acting.root.setTickPeriod(period >>> 0);
      return status.ok;
    },
  };
}

function propertyFunctions(vm: Machine): HostFunctions {
  return {
    proxy_get_property(at: number, size: number, ...[pointerAt, sizeAt]: [number, number]) {
      const path = vm.memory.read(at, size);
      if (path === undefined) return status.invalidMemoryAccess;
      // Some SDKs end a path with a zero, as others separate its parts.
      const parts = textOf(path).replace(/\0$/, "").split("\0");
      vm.note = [parts.join(".")];
      if (path === "") return status.serializationFailure;
      const value = vm.acting.properties.property(parts);
      if (typeof value === "number") return value;
      return value === undefined ? status.notFound : vm.hand(value, pointerAt, sizeAt);
    },
    proxy_set_property(at: number, size: number, ...[valueAt, valueSize]: [number, number]) {
      const path = vm.memory.read(at, size);
      const value = vm.memory.read(valueAt, valueSize);
      if (path === undefined || value === undefined) return status.invalidMemoryAccess;
      vm.note = [textOf(path).replaceAll("\0", "."), textOf(value)];
      return vm.acting.properties.setProperty(textOf(path), value) ? status.ok : status.notFound;
    },
    proxy_get_configuration(pointerAt: number, sizeAt: number) {
      const buffer = vm.acting.buffer(bufferTypes.pluginConfiguration) ?? vm.acting.buffer(bufferTypes.vmConfiguration);
      return vm.hand(buffer?.bytes ?? "", pointerAt, sizeAt);
    },
  };
}

function metricFunctions(vm: Machine): HostFunctions {
  return {
    proxy_define_metric(kind: number, at: number, ...[size, idAt]: [number, number]) {
      const name = vm.memory.read(at, size);
      if (name === undefined) return status.invalidMemoryAccess;
      vm.note = [kind, textOf(name)];
      const id = vm.metrics.define(kind, textOf(name));
      if (id === undefined) return status.badArgument;
      return vm.memory.setWord(idAt, id) ? status.ok : status.invalidMemoryAccess;
    },
    proxy_increment_metric: (id: number, offset: bigint) => vm.metrics.increment(id, offset),
    proxy_record_metric: (id: number, value: bigint) => vm.metrics.record(id, BigInt.asUintN(64, value)),
    proxy_get_metric(id: number, at: number) {
      const value = vm.metrics.value(id);
      if (typeof value === "number") return value;
      return vm.memory.setLong(at, value) ? status.ok : status.invalidMemoryAccess;
    },
  };
}

function foreignFunction(vm: Machine): HostFunctions {
  return {
    proxy_call_foreign_function(...[nameAt, nameSize, at, size, pointerAt, sizeAt]: Six) {
      const name = vm.memory.read(nameAt, nameSize);
      const argument = vm.memory.read(at, size);
      if (name === undefined || argument === undefined) return status.invalidMemoryAccess;
      vm.note = [textOf(name), textOf(argument)];
      const own = vm.world.options.foreignFunctions;
      const found = own !== undefined && Object.hasOwn(own, name) ? own[name] : builtIn[name];
      if (found === undefined) return status.notFound;
      const result = found(bufferOf(argument));
      if (result === undefined) return status.badArgument;
      return vm.hand(byteString(result), pointerAt, sizeAt);
    },
  };
}

/** What every Envoy offers and a test can do without an effect. */
const builtIn: Readonly<Record<string, (argument: Buffer) => Uint8Array | undefined>> = {
  clear_route_cache: () => new Uint8Array(),
};

const toolchainFunctions: HostFunctions = {
  pthread_equal: (left: number, right: number) => (left === right ? 1 : 0),
  emscripten_notify_memory_growth: () => undefined,
};
