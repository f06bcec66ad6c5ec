/** Ctrl-C and SIGTERM: the first asks for an orderly end, the second ends at once. */
export interface Interruption {
  /** Resolves at the first signal. */
  readonly asked: Promise<NodeJS.Signals>;
  /** Stops listening. */
  dispose(): void;
}

const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** `force` is called at the second signal. */
export function interruption(force: (signal: NodeJS.Signals) => void): Interruption {
  let count = 0;
  let resolveAsked: (signal: NodeJS.Signals) => void = () => undefined;
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    resolveAsked = resolve;
  });
  const heard = (signal: NodeJS.Signals): void => {
    count += 1;
    if (count === 1) resolveAsked(signal);
    else force(signal);
  };
  for (const signal of signals) process.on(signal, heard);
  return {
    asked,
    dispose: () => {
      for (const signal of signals) process.off(signal, heard);
    },
  };
}
