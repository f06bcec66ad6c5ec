import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** What tells one process from a later one of the same number. */
export interface RunningProcess {
  /** When it started, in whatever form the system says it; compare only. */
  readonly started: string;
  /** Its command line. */
  readonly command: string;
}

const execute = promisify(execFile);

/** The process of that number; undefined if there is none, or only its remains that nobody has collected yet. */
export async function processAt(pid: number): Promise<RunningProcess | undefined> {
  return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
}

async function fromProc(pid: number): Promise<RunningProcess | undefined> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile(`/proc/${pid}/cmdline`, "utf8"),
    ]);
    // proc(5): the second field is the program's name in parentheses, which may hold blanks; then state (3) to starttime (22).
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, started] = [fields[0], fields[19]];
    if (state === "Z" || state === "X" || started === undefined) return undefined;
    return { started, command: command.split("\0").join(" ").trim() };
  } catch {
    return undefined;
  }
}

async function fromPs(pid: number): Promise<RunningProcess | undefined> {
  try {
    const { stdout } = await execute("ps", ["-o", "lstart=,command=", "-p", String(pid)]);
    // `Sun Nov 22 15:52:21 2026 command`: the time is always 24 characters.
    const line = stdout.trim();
    return line === "" ? undefined : { started: line.slice(0, 24), command: line.slice(24).trim() };
  } catch {
    return undefined;
  }
}
