import { existsSync } from "node:fs";
import type { DiffSource } from "../diff.js";
import { commitOf, mergeBase } from "../sources/git-revision.js";
import { UsageError } from "./exit.js";

/** What `waymark diff` is given: words, of which the last `behindDashes` stand behind `--` and are paths. */
export interface DiffWords {
  readonly words: readonly string[];
  readonly behindDashes: number;
}

/** The two sides that the words name. */
export interface DiffSources {
  readonly base: DiffSource;
  readonly head: DiffSource;
}

/**
 * As git reads such words: `DIR DIR`, `BASE [HEAD] [PATH…]`, `BASE..HEAD [PATH…]`, `BASE...HEAD [PATH…]`; without HEAD, it
 * is the working tree.
 *
 * @throws UsageError for words that mean nothing or may mean two things; GitProblem if git cannot tell
 */
export async function diffSources({ words, behindDashes }: DiffWords): Promise<DiffSources> {
  const [first, second] = words;
  if (first === undefined) throw new UsageError("say what to compare: two folders, or revisions (--help shows how)");
  const [free, paths] = [words.slice(0, words.length - behindDashes), words.slice(words.length - behindDashes)];
  if (
    words.length === 2 &&
    behindDashes === 0 &&
    [first, second].every((one) => one !== undefined && existsSync(one))
  ) {
    return { base: { kind: "paths", paths: [first] }, head: { kind: "paths", paths: [second ?? ""] } };
  }
  const [base] = free;
  if (base === undefined) throw new UsageError("a revision must stand before --");
  return betweenRevisions(base, free.slice(1), paths);
}

async function betweenRevisions(
  base: string,
  words: readonly string[],
  behind: readonly string[],
): Promise<DiffSources> {
  const range = /^(.*?)(\.\.\.?)(.*)$/.exec(base);
  if (range !== null && !existsSync(base)) {
    const [, from = "", dots, to = ""] = range;
    const [one, other] = [from === "" ? "HEAD" : from, to === "" ? "HEAD" : to];
    const paths = [...words, ...behind];
    const start = dots === "..." ? await parting(one, other) : one;
    const name = dots === "..." ? `${one}...` : one;
    return { base: await revision(start, paths, name), head: await revision(other, paths) };
  }
  const [second] = words;
  const isRevision = second !== undefined && (await namesRevision(second, words.length === 1 && behind.length > 0));
  const paths = [...(isRevision ? words.slice(1) : words), ...behind];
  const from = await revision(base, paths);
  return { base: from, head: isRevision ? await revision(second, paths) : { kind: "working-tree", paths } };
}

/** @throws UsageError where a word may be both */
async function namesRevision(word: string, mustBe: boolean): Promise<boolean> {
  const commit = await commitOf(word, process.cwd());
  if (commit !== undefined && existsSync(word) && !mustBe) {
    throw new UsageError(`${word} is a revision and a path: write ./${word} for the path, or put -- before the paths`);
  }
  if (commit === undefined && mustBe) throw new UsageError(`there is no revision ${word}`);
  return commit !== undefined;
}

async function parting(one: string, other: string): Promise<string> {
  const [first, second] = [await commitFor(one), await commitFor(other)];
  return mergeBase(first, second, process.cwd());
}

async function commitFor(name: string): Promise<string> {
  const commit = await commitOf(name, process.cwd());
  if (commit !== undefined) return commit;
  const what = existsSync(name) ? "a path, and no revision" : "neither a revision nor a path";
  throw new UsageError(`${name} is ${what}`);
}

async function revision(text: string, paths: readonly string[], name = text): Promise<DiffSource> {
  return { kind: "revision", revision: await commitFor(text), paths, name };
}
