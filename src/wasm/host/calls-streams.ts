/** Host calls on the stream: its buffers, its way through the filters, and a reply of the plugin's own. */
import { status } from "../abi.js";
import { textOf } from "./byte-string.js";
import type { Machine } from "./context.js";
import type { HostFunctions } from "./host-function.js";
import { pairsOf } from "./pairs.js";

const lastBuffer = 8;
const lastStream = 3;
const lastGrpcStatus = 16;

/** Buffers, local replies, continue and close. */
export function streamFunctions(vm: Machine): HostFunctions {
  return { ...bufferFunctions(vm), ...courseFunctions(vm), ...replyFunction(vm) };
}

type BufferArgs = [id: number, start: number, length: number, at: number, sizeOrAt: number];

function bufferFunctions(vm: Machine): HostFunctions {
  return {
    proxy_get_buffer_bytes(...[id, start, length, pointerAt, sizeAt]: BufferArgs) {
      if (id >>> 0 > lastBuffer) return status.badArgument;
      const buffer = vm.acting.buffer(id);
      if (buffer === undefined) return status.notFound;
      const from = start >>> 0;
      const bytes = buffer.bytes.subarray(from, from + (length >>> 0));
      return vm.hand(bytes, pointerAt, sizeAt);
    },
    proxy_get_buffer_status(id: number, lengthAt: number, flagsAt: number) {
      if (id >>> 0 > lastBuffer) return status.badArgument;
      const buffer = vm.acting.buffer(id);
      if (buffer === undefined) return status.notFound;
      const told = vm.memory.setWord(lengthAt, buffer.bytes.length) && vm.memory.setWord(flagsAt, 0);
      return told ? status.ok : status.invalidMemoryAccess;
    },
    proxy_set_buffer_bytes(...[id, start, length, at, size]: BufferArgs) {
      if (id >>> 0 > lastBuffer) return status.badArgument;
      const buffer = vm.acting.buffer(id);
      if (buffer === undefined) return status.notFound;
      const bytes = vm.memory.copy(at, size);
      if (bytes === undefined) return status.invalidMemoryAccess;
      vm.note = [id, start, length, bytes.toString("utf8")];
      if (buffer.queue === undefined) return status.badArgument;
      const from = start >>> 0;
      if (from === 0) buffer.queue.replaceFront(length >>> 0, bytes);
      else if (from >= buffer.queue.length) buffer.queue.append(bytes);
      else return status.badArgument;
      return status.ok;
    },
  };
}

function courseFunctions(vm: Machine): HostFunctions {
  return {
    proxy_continue_stream: (type: number) => (type >>> 0 > lastStream ? status.badArgument : vm.acting.resume(type)),
    proxy_close_stream: (type: number) => (type >>> 0 > lastStream ? status.badArgument : vm.acting.close(type)),
    proxy_continue_request: () => vm.acting.resume(0),
    proxy_continue_response: () => vm.acting.resume(1),
    proxy_clear_route_cache: () => status.ok,
    proxy_set_effective_context: (id: number) => vm.setEffective(id >>> 0),
    // Only a plugin whose end was put off may say that it is done now; the host ends plugins at once.
    proxy_done: () => status.notFound,
  };
}

type ReplyArgs = [
  code: number,
  detailsAt: number,
  detailsSize: number,
  bodyAt: number,
  bodySize: number,
  headersAt: number,
  headersSize: number,
  grpcStatus: number,
];

function replyFunction(vm: Machine): HostFunctions {
  return {
    proxy_send_local_response(...[code, detailsAt, detailsSize, bodyAt, bodySize, at, size, grpcStatus]: ReplyArgs) {
      const details = vm.memory.read(detailsAt, detailsSize);
      const body = vm.memory.read(bodyAt, bodySize);
      const pairs = vm.memory.read(at, size);
      if (details === undefined || body === undefined || pairs === undefined) return status.invalidMemoryAccess;
      const headers = pairsOf(pairs);
      vm.note = [code >>> 0, textOf(body), ...headers.flat().map(textOf)];
      vm.acting.reply({
        status: code >>> 0,
        body,
        headers,
        details: details.replace(/\s/g, "_"),
        grpcStatus: grpcStatus >= 0 && grpcStatus <= lastGrpcStatus ? grpcStatus : undefined,
      });
      vm.stopNext();
      return status.ok;
    },
  };
}
