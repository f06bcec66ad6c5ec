/** Starts one Envoy and keeps it running: its log becomes events, a crash becomes a restart, and stopping is certain. */
import { type ChildProcess, spawn } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { type AdminAnswer, type AdminOptions, askAdmin, type Progress, untilReady } from "./envoy-admin.js";
import {
  type EnvoyLogLevel,
  type EnvoyLogLine,
  envoyLogFormat,
  envoyLogLine,
  envoyLogText,
  withoutNoise,
} from "./envoy-log.js";
import type { ProcessGuard } from "./process-guard.js";

/** How to start an Envoy, and whom to tell about it. */
export interface EnvoyOptions {
  /** Path of the executable. */
  readonly binary: string;
  /** Unique among the guard's children; names files in its run folder. */
  readonly name: string;
  /** The bootstrap: a file, or its text in YAML or JSON, which is then written to the run folder. */
  readonly bootstrap: { readonly path: string } | { readonly text: string };
  readonly guard: ProcessGuard;
  /** Default `warning`. */
  readonly logLevel?: EnvoyLogLevel;
  /** Worker threads, default 1. */
  readonly concurrency?: number;
  readonly cwd?: string;
  readonly moreArguments?: readonly string[];
  readonly log?: (line: EnvoyLogLine) => void;
  /** Told when it ended without being asked to. */
  readonly onExit?: (exit: EnvoyExit) => void;
  /** Told when it is ready again after a restart. */
  readonly onRestarted?: () => void;
}

/** How an Envoy ended, and what happens next. */
export interface EnvoyExit {
  readonly name: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly uptimeMs: number;
  /** The last lines at level error or worse. */
  readonly errors: readonly string[];
  /** Absent if it is not started again, because it never became ready. */
  readonly restartInMs?: number;
}

/** An Envoy under supervision. */
export interface EnvoyProcess {
  readonly name: string;
  /** Undefined while it is not running. */
  readonly pid: number | undefined;
  /** `http://127.0.0.1:9901`; undefined until it is known. Another one after a restart if the port is 0. */
  readonly adminUrl: string | undefined;
  /** Starts after the first one. */
  readonly restarts: number;
  /**
   * Resolves when it is ready. Rejects if it ends before it was ready for the first time (its own words in the message),
   * after `timeoutMs` (default 30,000), or when the signal is aborted.
   */
  ready(options?: { readonly timeoutMs?: number; readonly signal?: AbortSignal }): Promise<void>;
  /** Asks its admin interface: `admin("/stats?filter=http")`. */
  admin(path: string, options?: AdminOptions): Promise<AdminAnswer>;
  /** Ends it: SIGTERM, and SIGKILL after `graceMs` (default 5,000). Resolves when it is gone and its files are. */
  stop(graceMs?: number): Promise<void>;
}

interface Run {
  readonly child: ChildProcess;
  readonly progress: Progress;
  /** Aborted when the process ended. */
  readonly gone: AbortSignal;
  readonly ended: Promise<void>;
}

interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

const firstRestartMs = 500;
const longestRestartMs = 30_000;
// An Envoy that ran this long was fine: its next crash is a new story.
const forgivenAfterMs = 60_000;
const keptErrors = 10;

/** Starts an Envoy; returns as soon as the process exists. A process that cannot be started shows in `ready()`. */
export async function startEnvoy(options: EnvoyOptions): Promise<EnvoyProcess> {
  const envoy = new SupervisedEnvoy(options);
  await envoy.start();
  return envoy;
}

class SupervisedEnvoy implements EnvoyProcess {
  readonly name: string;
  restarts = 0;
  readonly #options: EnvoyOptions;
  readonly #addressPath: string;
  readonly #writtenPath: string;
  #run: Run | undefined;
  #errors: string[] = [];
  #wasReady = false;
  #isReady = false;
  #readiness = deferred();
  #stopping = false;
  #restartTimer: NodeJS.Timeout | undefined;
  #restartMs = firstRestartMs;

  constructor(options: EnvoyOptions) {
    const base = join(options.guard.runDir, encodeURIComponent(options.name));
    this.#options = options;
    this.name = options.name;
    this.#addressPath = `${base}.admin`;
    this.#writtenPath = `${base}.${"text" in options.bootstrap && !isJson(options.bootstrap.text) ? "yaml" : "json"}`;
  }

  get pid(): number | undefined {
    return this.#run?.gone.aborted === false ? this.#run.child.pid : undefined;
  }

  get adminUrl(): string | undefined {
    return this.#run?.progress.adminUrl;
  }

  async start(): Promise<void> {
    const { bootstrap } = this.#options;
    if ("text" in bootstrap) await writeFile(this.#writtenPath, bootstrap.text, { mode: 0o600 });
    await this.#spawn();
  }

  async ready({ timeoutMs = 30_000, signal }: Parameters<EnvoyProcess["ready"]>[0] = {}): Promise<void> {
    const late = AbortSignal.timeout(timeoutMs);
    const given = signal === undefined ? late : AbortSignal.any([late, signal]);
    const aborted = new Promise<never>((_resolve, reject) => {
      const refuse = (): void => reject(late.aborted ? this.#tooLate(timeoutMs) : given.reason);
      if (given.aborted) refuse();
      given.addEventListener("abort", refuse, { once: true });
    });
    await Promise.race([this.#readiness.promise, aborted]);
  }

  async admin(path: string, options?: AdminOptions): Promise<AdminAnswer> {
    const url = this.adminUrl;
    if (url === undefined) throw new Error(`envoy ${this.name} has not said yet where its admin interface is`);
    return askAdmin(`${url}${path}`, options);
  }

  async stop(graceMs = 5_000): Promise<void> {
    this.#stopping = true;
    this.#readiness.reject(new Error(`envoy ${this.name} was stopped`));
    clearTimeout(this.#restartTimer);
    const run = this.#run;
    if (run !== undefined) {
      run.child.kill("SIGTERM");
      const timer = setTimeout(() => run.child.kill("SIGKILL"), graceMs);
      await run.ended;
      clearTimeout(timer);
    }
    await Promise.all([this.#addressPath, ...this.#ownFiles()].map((path) => rm(path, { force: true })));
  }

  #ownFiles(): string[] {
    return "text" in this.#options.bootstrap ? [this.#writtenPath] : [];
  }

  async #spawn(): Promise<void> {
    await rm(this.#addressPath, { force: true });
    if (this.#stopping) return;
    const { binary, cwd, guard } = this.#options;
    this.#errors = [];
    // Not detached: it stays in our process group, so that the terminal's Ctrl-C and a job's end reach it too.
    const child = spawn(binary, this.#arguments(), {
      stdio: ["ignore", "pipe", "pipe"],
      ...(cwd !== undefined && { cwd }),
    });
    const released = child.pid === undefined ? async () => undefined : guard.adopt(child.pid, this.name);
    const gone = new AbortController();
    const progress: Progress = {};
    const startedAt = Date.now();
    const ended = this.#ended(child).then(async ([code, signal]) => {
      gone.abort();
      await (await released)();
      this.#afterExit({ code, signal, uptimeMs: Date.now() - startedAt });
    });
    this.#run = { child, progress, gone: gone.signal, ended };
    untilReady(this.#addressPath, progress, gone.signal).then(
      () => this.#becameReady(),
      // It ended first, which its exit tells.
      () => undefined,
    );
    await released;
  }

  #arguments(): string[] {
    const { bootstrap, logLevel = "warning", concurrency = 1, moreArguments = [] } = this.#options;
    return [
      ["--config-path", "path" in bootstrap ? bootstrap.path : this.#writtenPath],
      ["--admin-address-path", this.#addressPath],
      ["--concurrency", String(concurrency)],
      ["--log-level", logLevel],
      ["--log-format", envoyLogFormat],
      // Several Envoys on one machine otherwise take each other for their own predecessors and end them.
      ["--disable-hot-restart"],
      moreArguments,
    ].flat();
  }

  async #ended(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
    this.#forward(child.stderr, (line) => envoyLogLine(this.name, line));
    this.#forward(child.stdout, (message) => ({ envoy: this.name, level: "info", component: "stdout", message }));
    child.on("error", (error) => this.#errors.push(error.message));
    // `close` comes after the last line of output, also when the process could not be started.
    const closed = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      child.once("close", (code, signal) => resolve([code, signal]));
    });
    return closed;
  }

  #forward(stream: Readable | null, parsed: (line: string) => EnvoyLogLine): void {
    if (stream === null) return;
    createInterface({ input: stream }).on("line", (text) => {
      const line = parsed(text);
      if (line.level === "critical" || line.level === "error") {
        this.#errors = [...this.#errors, withoutNoise(envoyLogText(line))].slice(-keptErrors);
      }
      this.#options.log?.(line);
    });
  }

  #becameReady(): void {
    const again = this.#wasReady;
    this.#wasReady = true;
    this.#isReady = true;
    this.#readiness.resolve();
    if (again) this.#options.onRestarted?.();
  }

  #afterExit(exit: Pick<EnvoyExit, "code" | "signal" | "uptimeMs">): void {
    if (this.#stopping) return;
    const said = { name: this.name, ...exit, errors: this.#errors };
    if (!this.#wasReady) {
      this.#readiness.reject(this.#endedEarly(exit));
      this.#options.onExit?.(said);
      return;
    }
    if (exit.uptimeMs > forgivenAfterMs) this.#restartMs = firstRestartMs;
    // Those who wait for an Envoy that ended again before it was ready go on waiting.
    if (this.#isReady) this.#readiness = deferred();
    this.#isReady = false;
    const restartInMs = this.#restartMs;
    this.#restartMs = Math.min(longestRestartMs, restartInMs * 2);
    this.#restartTimer = setTimeout(() => void this.#restart(), restartInMs);
    this.#options.onExit?.({ ...said, restartInMs });
  }

  async #restart(): Promise<void> {
    this.restarts += 1;
    await this.#spawn();
  }

  #endedEarly({ code, signal }: Pick<EnvoyExit, "code" | "signal">): Error {
    const how = signal === null ? `with code ${code}` : `by ${signal}`;
    return new Error([`envoy ${this.name} ended ${how} before it was ready`, ...this.#errors].join("\n"));
  }

  #tooLate(timeoutMs: number): Error {
    const state = this.#run?.progress.state ?? "its admin interface does not answer";
    return new Error([`envoy ${this.name} is not ready after ${timeoutMs} ms: ${state}`, ...this.#errors].join("\n"));
  }
}

function deferred(): Deferred {
  let settle: Omit<Deferred, "promise"> = { resolve: () => undefined, reject: () => undefined };
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Whoever waits hears of it; nobody has to wait.
  promise.catch(() => undefined);
  return { promise, ...settle };
}

function isJson(text: string): boolean {
  return text.trimStart().startsWith("{");
}
