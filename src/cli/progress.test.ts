import { afterEach, describe, expect, it } from "@jest/globals";
import { type Progress, startProgress } from "./progress.js";

let progress: Progress | undefined;
afterEach(() => progress?.end());

function started(isTTY = true): {
  readonly written: string[];
  readonly progress: Progress;
  passMs(more: number): void;
} {
  const written: string[] = [];
  let time = 0;
  const terminal = { isTTY, write: (text: string) => written.push(text) };
  progress = startProgress(terminal, () => time);
  const passMs = (more: number): void => {
    time += more;
  };
  return { written, progress, passMs };
}

const shown = (what: string): string => `\r\u001b[K${what}…`;

describe("startProgress()", () => {
  it("says nothing of what is quickly done", () => {
    const { written, progress, passMs } = started();
    progress.doing("reading");
    passMs(900);
    progress.doing("writing");
    progress.end();
    expect(written).toEqual([]);
  });

  it("says what is being done once it has taken a second, and takes the line away", () => {
    const { written, progress, passMs } = started();
    progress.doing("reading");
    passMs(1000);
    progress.doing("translating");
    progress.end();
    expect(written).toEqual([shown("translating"), "\r\u001b[K"]);
  });

  it("says at once what will keep the line itself waiting for longer than that", () => {
    const { written, progress, passMs } = started();
    passMs(300);
    progress.doing("translating", 600);
    progress.doing("translating", 700);
    expect(written).toEqual([shown("translating")]);
  });

  it("says nothing anywhere but on a terminal", () => {
    const { written, progress } = started(false);
    progress.doing("translating", 5000);
    progress.end();
    expect(written).toEqual([]);
  });
});
