/** How every command ends: 0 fine, 1 findings, 2 wrong usage, 3 a bug or a broken environment. A promise to scripts. */
export const exitCodes = { fine: 0, findings: 1, usage: 2, internal: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodesHelp = "Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 internal error.";

/** The user asked for something that cannot be: said in one line, without a stack trace, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The environment does not let us work (no Envoy, port in use): said without a stack trace, exit code 3. */
export class EnvironmentProblem extends Error {
  override readonly name = "EnvironmentProblem";
}
