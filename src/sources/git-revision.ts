/** Manifests as they are in a revision of a git repository, read into memory by the `git` command. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { posix } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { isManifestName, isPassedOver } from "./manifest-files.js";

/** What the `git` command could not do, in one line that says what to mend. */
export class GitProblem extends Error {
  override readonly name = "GitProblem";
}

/** Where to look: a folder in the repository, and paths relative to it. */
export interface GitPlace {
  readonly folder: string;
  /** None: everything below the folder. */
  readonly paths: readonly string[];
}

/** The manifests of a revision. */
export interface RevisionFiles {
  /** By path, relative to the folder that was looked from. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** What was left out. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Larger files are left out. */
const mostBytes = 16 * 2 ** 20;
/** Of all that git says at once. */
const mostOutput = 2 ** 30;

/** The commit that a revision names; undefined if there is none. @throws GitProblem outside of repositories */
export async function commitOf(revision: string, folder: string): Promise<string | undefined> {
  await git(["rev-parse", "--git-dir"], folder);
  // What begins with a dash would be an option.
  if (revision === "" || revision.startsWith("-")) return undefined;
  const asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  return git(asked, folder).then(
    (found) => found.toString("utf8").trim(),
    () => undefined,
  );
}

/** The commit at which two histories parted. @throws GitProblem if they have nothing in common */
export async function mergeBase(one: string, other: string, folder: string): Promise<string> {
  const found = await git(["merge-base", one, other], folder).catch(() => {
    throw new GitProblem("the two revisions have no commit in common");
  });
  return found.toString("utf8").trim();
}

/** The manifests of a commit. @throws GitProblem if git cannot tell */
export async function revisionFiles(commit: string, { folder, paths }: GitPlace): Promise<RevisionFiles> {
  const listed = await git(
    ["ls-tree", "-r", "-z", "-l", commit, "--", ...(paths.length === 0 ? ["."] : paths)],
    folder,
  );
  const entries = listed.toString("utf8").split("\0").flatMap(entryOf);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const diagnostics: Diagnostic[] = [];
  const wanted = new Map<string, string>();
  for (const entry of entries.filter(({ path }) => isVisible(path, paths))) {
    const target = entry.isLink ? await linked(entry, { byPath, folder }) : entry;
    const problem = problemOf(entry, target);
    if (problem !== undefined) diagnostics.push(problem);
    else if (target !== undefined) wanted.set(entry.path, target.object);
  }
  return { files: await contentsOf(wanted, folder), diagnostics };
}

/** The manifests of the working tree: tracked, and new ones that git does not ignore. @throws GitProblem */
export async function workingFiles({ folder, paths }: GitPlace): Promise<readonly string[]> {
  const asked = [
    "ls-files",
    "-z",
    "--cached",
    "--others",
    "--exclude-standard",
    "--",
    ...(paths.length === 0 ? ["."] : paths),
  ];
  const found = (await git(asked, folder)).toString("utf8").split("\0");
  const manifests = [...new Set(found)].filter((path) => path !== "" && isVisible(path, paths));
  return manifests.filter((path) => existsSync(posix.join(folder, path))).sort();
}

interface TreeEntry {
  readonly path: string;
  readonly object: string;
  readonly bytes: number;
  readonly isLink: boolean;
}

/** `100644 blob OBJECT SIZE<TAB>PATH`; other repositories inside this one are no files. */
function entryOf(line: string): readonly TreeEntry[] {
  const [, mode, type, object = "", bytes, path = ""] = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.+)$/s.exec(line) ?? [];
  return type === "blob" ? [{ path, object, bytes: Number(bytes), isLink: mode === "120000" }] : [];
}

/** As for folders: hidden files and folders are none of ours, and a path that is a file is taken whatever it is called. */
function isVisible(path: string, paths: readonly string[]): boolean {
  if (paths.map((one) => posix.normalize(one)).includes(path)) return true;
  const elements = path.split("/").filter((element) => element !== "..");
  return isManifestName(elements.at(-1) ?? "") && !elements.some(isPassedOver);
}

async function linked(
  { path, object }: TreeEntry,
  { byPath, folder }: { readonly byPath: ReadonlyMap<string, TreeEntry>; readonly folder: string },
): Promise<TreeEntry | undefined> {
  const target = (await git(["cat-file", "blob", object], folder)).toString("utf8");
  const found = byPath.get(posix.join(posix.dirname(path), target));
  return found?.isLink === true ? undefined : found;
}

function problemOf({ path }: TreeEntry, target: TreeEntry | undefined): Diagnostic | undefined {
  if (target === undefined) {
    return diagnostic("WM1002", { message: `${path} cannot be read: it is a link to what is not among these files` });
  }
  if (target.bytes <= mostBytes) return undefined;
  const size = `${(target.bytes / 2 ** 20).toFixed(1)} MiB`;
  return diagnostic("WM1003", { message: `${path} has ${size}; files up to ${mostBytes / 2 ** 20} MiB are read` });
}

async function contentsOf(wanted: ReadonlyMap<string, string>, folder: string): Promise<ReadonlyMap<string, Buffer>> {
  if (wanted.size === 0) return new Map();
  const answer = await git(["cat-file", "--batch"], folder, `${[...wanted.values()].join("\n")}\n`);
  const found = new Map<string, Buffer>();
  let at = 0;
  for (const path of wanted.keys()) {
    // `OBJECT blob SIZE`, a line break, the bytes, a line break.
    const end = answer.indexOf(10, at);
    const size = Number(answer.toString("latin1", at, end).split(" ")[2]);
    if (!Number.isInteger(size)) throw new GitProblem(`git cannot read ${path}`);
    found.set(path, answer.subarray(end + 1, end + 1 + size));
    at = end + size + 2;
  }
  return found;
}

function git(asked: readonly string[], folder: string, input?: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, encoding: "buffer", maxBuffer: mostOutput } as const;
    const child = execFile("git", [...asked], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new GitProblem(reasonOf(error, stderr.toString("utf8"))));
    });
    // It may have ended before it has read everything.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input ?? "");
  });
}

function reasonOf(error: Error & { readonly code?: unknown }, said: string): string {
  if (error.code === "ENOENT") return "the git command is needed to compare revisions, and is not there";
  const [line = ""] = said.split("\n");
  return line === "" ? `git: ${error.message.split("\n")[0] ?? ""}` : line.replace(/^fatal: /, "git: ");
}
