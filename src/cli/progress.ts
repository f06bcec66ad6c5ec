interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A line that says what is being done, once it takes long enough for somebody to wonder. */
export interface Progress {
  /** `expectedMs`: how long that may keep everything else waiting, this line included. */
  doing(what: string, expectedMs?: number): void;
  /** Takes the line away. */
  end(): void;
}

/** How long nobody wonders. */
const patienceMs = 1000;

/** Progress on a terminal; nothing anywhere else. */
export function startProgress(terminal: Terminal, now: () => number = () => performance.now()): Progress {
  if (terminal.isTTY !== true) return { doing: () => undefined, end: () => undefined };
  const started = now();
  let what = "";
  let shown = false;
  const show = (expectedMs = 0): void => {
    if (now() - started + expectedMs < patienceMs || what === "") return;
    shown = true;
    terminal.write(`\r\u001b[K${what}…`);
  };
  const timer = setInterval(() => show(), patienceMs);
  timer.unref();
  return {
    doing(next, expectedMs) {
      what = next;
      show(expectedMs);
    },
    end() {
      clearInterval(timer);
      if (shown) terminal.write("\r\u001b[K");
    },
  };
}
