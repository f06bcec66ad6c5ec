/** The functions that a module imports, from the tables of their topics. Each call is noted in the journal. */
import { wasiModules } from "../abi.js";
import { calloutFunctions } from "./calls-callouts.js";
import { headerFunctions } from "./calls-headers.js";
import { sharedFunctions } from "./calls-shared.js";
import { streamFunctions } from "./calls-streams.js";
import { systemFunctions } from "./calls-system.js";
import { wasiFunctions } from "./calls-wasi.js";
import type { Machine } from "./context.js";
import type { HostFunction, HostFunctions } from "./host-function.js";

/** The function of a module and name, as the virtual machine's module imports it. */
export function hostFunctions(vm: Machine): (module: string, name: string) => HostFunction {
  const env: HostFunctions = {
    ...headerFunctions(vm),
    ...streamFunctions(vm),
    ...calloutFunctions(vm),
    ...sharedFunctions(vm),
    ...systemFunctions(vm),
  };
  const wasi = wasiFunctions(vm);
  return (module, name) => {
    const found = (wasiModules.includes(module) ? wasi : env)[name];
    if (found === undefined) throw new Error(`no host function ${module}.${name}, though Envoy has one`);
    return noted(vm, name, found);
  };
}

function noted(vm: Machine, name: string, call: HostFunction): HostFunction {
  const { hostcalls, options } = vm.world;
  if (options.recordHostcalls === false) {
    return (...args) => {
      vm.enter(name);
      return call(...args);
    };
  }
  return (...args) => {
    vm.enter(name);
    vm.note = args;
    const status = call(...args);
    hostcalls.add({ name, arguments: vm.note, status, context: vm.current?.id ?? 0 });
    return status;
  };
}
