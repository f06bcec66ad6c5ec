import { readdir, readFile } from "node:fs/promises";

/** CPU that a process has used so far, and the grain in which the system counts it. */
export interface CpuTime {
  readonly microseconds: number;
  readonly grainMicroseconds: number;
}

/** Clock ticks of `/proc`: a hundred a second on every Linux that Node runs on. */
const tickMicroseconds = 10_000;

/**
 * The CPU that a process has used so far: as the scheduler counts it if it does, else in clock ticks. Undefined elsewhere than on
 * Linux, and for a process that is not there.
 */
export async function cpuTimeOf(pid: number): Promise<CpuTime | undefined> {
  const precise = await scheduledMicroseconds(pid).catch(() => 0);
  if (precise > 0) return { microseconds: precise, grainMicroseconds: 1 };
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  if (stat === undefined) return undefined;
  // The name, in parentheses, may hold blanks; user and system time are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { microseconds: ticks * tickMicroseconds, grainMicroseconds: tickMicroseconds };
}

async function scheduledMicroseconds(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const times = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8")));
  return times.reduce((sum, text) => sum + Number(text.split(" ", 1)[0]) / 1000, 0);
}
