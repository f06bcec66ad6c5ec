/** Where a command writes: results on standard output, everything else on standard error. */
export interface Output {
  readonly json: boolean;
  /** Whether standard output may carry colours. */
  readonly colour: boolean;
  /** A line of the result. */
  line(text: string): void;
  /** Text of the result, as it is. */
  text(text: string): void;
  /** A line for the human at the terminal. */
  note(text: string): void;
}

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface OutputOptions {
  readonly json: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
}

/** Colours only for a terminal, never with NO_COLOR (no-color.org) or for machines. */
export function createOutput({ json, env, stdout, stderr }: OutputOptions): Output {
  const colour = !json && stdout.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return {
    json,
    colour,
    line: (text) => void stdout.write(`${text}\n`),
    text: (text) => void stdout.write(text),
    note: (text) => void stderr.write(`${text}\n`),
  };
}

/** The output of this process. A reader who leaves early (`| head`) ends it quietly. */
export function processOutput(json: boolean): Output {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return createOutput({ json, env: process.env, stdout: process.stdout, stderr: process.stderr });
}

export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

const styleCodes: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

/** `text` in a style, if colours are wanted. */
export function styled(text: string, style: Style, colour: boolean): string {
  return colour ? `\u001b[${styleCodes[style]}m${text}\u001b[0m` : text;
}
