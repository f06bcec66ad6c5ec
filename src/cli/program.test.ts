import { afterEach, describe, expect, it } from "@jest/globals";
import { program, run } from "./program.js";

const { stderr } = process;
const write = stderr.write;
afterEach(() => {
  stderr.write = write;
  process.exitCode = undefined;
});

/** How a command line ends, and what it says on standard error. */
async function ended(...argv: string[]): Promise<{ readonly code: unknown; readonly said: string }> {
  const said: string[] = [];
  stderr.write = ((text: string) => said.push(text) > 0) as typeof write;
  await run(argv);
  return { code: process.exitCode, said: said.join("") };
}

function helpOf(name: string): string {
  const command = program().commands.find((each) => each.name() === name);
  const said: string[] = [];
  command?.configureOutput({ writeOut: (text) => said.push(text) }).outputHelp();
  return said.join("");
}

describe("the command line", () => {
  it.each(program().commands.map((command) => command.name()))("%s --help has examples and exit codes", (name) => {
    expect(helpOf(name)).toContain(`Examples:\n  waymark ${name} `);
    expect(helpOf(name)).toMatch(/Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 internal error/);
  });

  it.each([
    [["nosuch"], "unknown command"],
    [["up"], "missing required argument"],
    [["up", "examples", "--nosuch"], "unknown option"],
    [["up", "/does/not/exist"], "does not exist"],
    [["up", ".", "--workload", "reviews"], "NAMESPACE/NAME=URL"],
    [["generate", ".", "--type", "xyz"], "cds, eds, lds, rds, ecds"],
    [["generate", ".", "--bootstrap", "--static"], "choose one"],
    [["serve", ".", "--tls-cert", "cert.pem"], "--tls-key"],
    [["serve", ".", "--xds-address", "nowhere"], "HOST:PORT"],
    [["serve", ".", "--ca-cert", "ca.pem"], "--ca-key"],
    [["up", ".", "--ca-root", "ca.pem"], "--ca-cert"],
    [["serve", ".", "--xds-address", "0.0.0.0:0"], "--insecure"],
    [["curl", "ftp://reviews.shop/"], "http://"],
    [["curl", "http://reviews.shop/"], "--as"],
  ])("%j is wrong usage: exit code 2 and a word of advice", async (argv, advice) => {
    expect(await ended(...argv)).toEqual({ code: 2, said: expect.stringContaining(advice) });
  });

  it("fails with 1 when a proxy does not answer", async () => {
    expect(await ended("curl", "--proxy", "http://127.0.0.1:1", "http://reviews.shop/")).toEqual({
      code: 1,
      said: expect.stringContaining("no answer"),
    });
  });
});
