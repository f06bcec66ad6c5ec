/** Envoy's own names for how loud a line is, from quiet to loud. */
export type EnvoyLogLevel = "critical" | "error" | "warning" | "info" | "debug" | "trace";

/** One line that an Envoy wrote. */
export interface EnvoyLogLine {
  /** The name given to this Envoy. */
  readonly envoy: string;
  readonly level: EnvoyLogLevel;
  /** Envoy's logger, such as `main` or `upstream`; `stdout` for access logs that are written there. */
  readonly component: string;
  readonly message: string;
}

/** For `--log-format`: level, logger and message with newlines escaped, so that one event is one line. */
export const envoyLogFormat = "%l\t%n\t%_";

const levels: readonly string[] = ["critical", "error", "warning", "info", "debug", "trace"];

/** The event in one line of Envoy's standard error. Lines in another form come from libraries or a dying process. */
export function envoyLogLine(envoy: string, line: string): EnvoyLogLine {
  const [level = "", component, ...message] = line.split("\t");
  if (!levels.includes(level) || component === undefined || message.length === 0) {
    return { envoy, level: "error", component: "stderr", message: line };
  }
  const text = message.join("\t").replaceAll("\\n", "\n").trimEnd();
  return { envoy, level: level as EnvoyLogLevel, component, message: text };
}

/** A line as one would write it to a terminal. */
export function envoyLogText({ level, component, message }: EnvoyLogLine): string {
  return component === "stderr" ? message : `[${level}][${component}] ${message}`;
}

/**
 * A message of Envoy without the noise that its protobuf library strews in on purpose, so that nobody compares texts:
 * random blanks and a marker. Ours are compared, by people and by tests.
 */
export function withoutNoise(message: string): string {
  return message.replace(/goo\.gle\/debug\w+\s*/g, "").replace(/[ \t]+/g, " ");
}
