import { type ChildProcess, spawn } from "node:child_process";

/** Ends watched processes when this process is gone, however it went. */
export interface Watchdog {
  watch(pid: number): void;
  /** The process ended: its number may soon be another's. */
  unwatch(pid: number): void;
  /** Ends the watchdog, and with it what is still watched: the same as when this process dies. */
  end(): void;
}

// A shell of one megabyte that reads commands from us. It outlives us only for as long as it takes to read the end of its
// input and to end what it watches. It ignores the signals of the terminal, which go to the whole process group.
const script = `
trap '' INT TERM HUP QUIT
pids=
while read -r what pid; do
  rest=
  for p in $pids; do [ "$p" = "$pid" ] || rest="$rest $p"; done
  pids=$rest
  [ "$what" = watch ] && pids="$pids $pid"
done
[ -z "$pids" ] && exit 0
kill -TERM $pids 2>/dev/null
sleep 2
kill -KILL $pids 2>/dev/null
`;

/**
 * Starts a watchdog. Envoy does not notice when its parent is killed, and nothing in this process can run then.
 * Where there is no shell, nothing is watched.
 */
export function startWatchdog(): Watchdog {
  const shell = spawn("/bin/sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"] });
  const input: ChildProcess["stdin"] = shell.stdin;
  shell.on("error", () => undefined);
  input?.on("error", () => undefined);
  shell.unref();
  if (input !== null && "unref" in input && typeof input.unref === "function") input.unref();
  const say = (line: string): void => {
    if (input?.writable === true) input.write(line);
  };
  return {
    watch: (pid) => say(`watch ${pid}\n`),
    unwatch: (pid) => say(`unwatch ${pid}\n`),
    end: () => {
      input?.end();
    },
  };
}
