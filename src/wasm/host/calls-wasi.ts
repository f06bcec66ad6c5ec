/** The functions of WASI as Envoy offers them: a log, a clock, random bytes, an environment; no files and no sockets. */
import { status } from "../abi.js";
import { byteString, textOf } from "./byte-string.js";
import type { Machine } from "./context.js";
import type { HostFunctions } from "./host-function.js";

const errno = { success: 0, badFile: 8, fault: 21, notSupportedCall: 52, notSupported: 58 } as const;
const realtimeClock = 0;
const monotonicClock = 1;

/** `wasi_snapshot_preview1`. */
export function wasiFunctions(vm: Machine): HostFunctions {
  return { ...refused, ...fileFunctions(vm), ...environmentFunctions(vm), ...clockAndChance(vm) };
}

/** No files: whatever needs one is not supported. */
const refused: HostFunctions = Object.fromEntries(
  [
    ["clock_res_get", "fd_advise", "fd_allocate", "fd_datasync", "fd_fdstat_set_rights", "fd_filestat_get"],
    ["fd_filestat_set_size", "fd_filestat_set_times", "fd_pread", "fd_pwrite", "fd_read", "fd_readdir", "fd_renumber"],
    ["fd_sync", "fd_tell", "path_create_directory", "path_filestat_get", "path_filestat_set_times", "path_link"],
    ["path_open", "path_readlink", "path_remove_directory", "path_rename", "path_symlink", "path_unlink_file"],
    ["poll_oneoff", "sock_accept", "sock_recv", "sock_send", "sock_shutdown"],
  ]
    .flat()
    .map((name) => [name, () => errno.notSupportedCall]),
);

function fileFunctions(vm: Machine): HostFunctions {
  return {
    fd_write: (fd: number, at: number, ...[count, writtenAt]: [number, number]) =>
      written(vm, { fd, at, count, writtenAt }),
    fd_seek: () => errno.success,
    fd_close: () => errno.success,
    fd_fdstat_get(fd: number, at: number) {
      if (fd !== 1 && fd !== 2) return errno.badFile;
      // 24 bytes; the second word of eight says that it may be written to.
      const told = vm.memory.setLong(at, 0n) && vm.memory.setLong(at + 8, 64n) && vm.memory.setLong(at + 16, 0n);
      return told ? errno.success : errno.fault;
    },
    fd_fdstat_set_flags: (fd: number) => (fd === 1 || fd === 2 ? errno.success : errno.badFile),
    // No directory is opened beforehand; Go's runtime gives up at any other answer.
    fd_prestat_get: () => errno.badFile,
    fd_prestat_dir_name: () => errno.notSupportedCall,
    sched_yield: () => errno.success,
    // Envoy goes on behind an exit; compilers put a trap there.
    proc_exit: () => undefined,
  };
}

/** Standard output is logged as info, standard error as error, without the line's end. */
function written(
  vm: Machine,
  { fd, at, count, writtenAt }: { fd: number; at: number; count: number; writtenAt: number },
): number {
  if (fd !== 1 && fd !== 2) return errno.badFile;
  let text = "";
  for (let index = 0; index < count >>> 0; index += 1) {
    const from = vm.memory.word(at + index * 8);
    const size = vm.memory.word(at + index * 8 + 4);
    const part = from === undefined || size === undefined ? undefined : vm.memory.read(from, size);
    if (part === undefined) return errno.fault;
    text += part;
  }
  if (text !== "") vm.log(fd === 1 ? 2 : 4, textOf(text.replace(/\n$/, "")));
  return vm.memory.setWord(writtenAt, text.length) ? errno.success : errno.fault;
}

function environmentFunctions(vm: Machine): HostFunctions {
  const variables = Object.entries(vm.env).map(([name, value]) => byteString(`${name}=${value}\0`));
  const bytes = variables.reduce((sum, variable) => sum + variable.length, 0);
  const counted = (countAt: number, sizeAt: number, [count, size]: readonly [number, number]): number =>
    vm.memory.setWord(countAt, count) && vm.memory.setWord(sizeAt, size) ? errno.success : errno.fault;
  return {
    args_sizes_get: (countAt: number, sizeAt: number) => counted(countAt, sizeAt, [0, 0]),
    args_get: () => errno.success,
    environ_sizes_get: (countAt: number, sizeAt: number) => counted(countAt, sizeAt, [variables.length, bytes]),
    environ_get(pointersAt: number, at: number) {
      let next = at >>> 0;
      for (const [index, variable] of variables.entries()) {
        const told = vm.memory.setWord(pointersAt + index * 4, next) && vm.memory.write(next, variable);
        if (!told) return errno.fault;
        next += variable.length;
      }
      return errno.success;
    },
  };
}

function clockAndChance(vm: Machine): HostFunctions {
  const { clock, random } = vm.world;
  return {
    clock_time_get(id: number, _precision: bigint, at: number) {
      if (id !== realtimeClock && id !== monotonicClock) return errno.notSupported;
      const now = id === realtimeClock ? clock.wallNs : clock.monotonicNs;
      return vm.memory.setLong(at, now) ? errno.success : errno.fault;
    },
    random_get: (at: number, size: number) => (vm.memory.write(at, random(size >>> 0)) ? status.ok : errno.fault),
  };
}
