import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { stringify } from "yaml";
import { aNamespace, anAccount, anApp, aPolicy, aWaypoint, manifestText } from "../../test/support/manifests.js";
import type { MeshDiff } from "../diff/mesh-diff.js";
import { type ScratchFolder, scratchFolder } from "../sources/testing/scratch-folder.js";
import { runDiff } from "./diff-run.js";
import { UsageError } from "./exit.js";
import type { DiffCommandOptions } from "./options.js";
import { createOutput } from "./output.js";

const usual: DiffCommandOptions = { format: "text", exitCode: false, maxRequests: 1000, maxCharacters: 60_000 };
const home = process.cwd();
const cache = process.env["WAYMARK_CACHE"];
let folder: ScratchFolder;

beforeEach(() => {
  folder = scratchFolder();
  process.env["WAYMARK_CACHE"] = folder.at("cache");
  mkdirSync(folder.at("repo"));
  process.chdir(folder.at("repo"));
});
afterEach(() => {
  process.chdir(home);
  if (cache === undefined) delete process.env["WAYMARK_CACHE"];
  else process.env["WAYMARK_CACHE"] = cache;
  folder.remove();
});

const ground = manifestText(
  aNamespace("shop", "waypoint"),
  aWaypoint("shop"),
  anAccount("shop", "web"),
  anApp({ namespace: "shop", name: "reviews" }),
);
const policy = (...paths: readonly string[]): string =>
  stringify(aPolicy("shop/admin", { action: "DENY", service: "reviews", rules: [{ to: [{ operation: { paths } }] }] }));

const write = (file: string, text: string): string => folder.write(`repo/${file}`, text);

function git(...words: readonly string[]): string {
  const own = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...own, ...words], { cwd: folder.at("repo"), encoding: "utf8" });
}

function commit(message: string): void {
  git("add", "-A");
  git("commit", "-q", "-m", message);
}

/** A repository whose branch `change` adds a policy to `main`; it stands at the branch. */
function aRepository(): void {
  git("init", "-q", "-b", "main");
  write("manifests/ground.yaml", ground);
  write("other/unrelated.yaml", "not: a manifest\n");
  commit("ground");
  git("checkout", "-q", "-b", "change");
  write("manifests/policy.yaml", policy("/admin"));
  commit("policy");
}

interface Ended {
  readonly code: number;
  readonly out: string;
}

async function ended(
  words: readonly string[],
  options: Partial<DiffCommandOptions> = {},
  behindDashes = 0,
): Promise<Ended> {
  const out: string[] = [];
  const output = createOutput({
    json: options.format !== undefined && options.format !== "text",
    env: {},
    stdout: { write: (text) => out.push(text) },
    stderr: { write: () => true },
  });
  const code = await runDiff({ words, behindDashes }, { ...usual, ...options }, output);
  return { code, out: out.join("") };
}

async function found(words: readonly string[], behindDashes = 0): Promise<MeshDiff> {
  const { out } = await ended(words, { format: "json" }, behindDashes);
  return JSON.parse(out) as MeshDiff;
}

async function mistake(words: readonly string[], behindDashes = 0): Promise<string> {
  const error: unknown = await ended(words, {}, behindDashes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).message;
}

/** Names of both sides, and the request that each class is shown by. */
const told = ({ base, head, requests }: MeshDiff): readonly string[] => [
  `${base.name} → ${head.name}`,
  ...requests.map(
    ({ request, base: was, head: is }) => `${request.method} ${request.path}: ${was.summary} → ${is.summary}`,
  ),
];

describe("waymark diff", () => {
  it.each<readonly [string, readonly string[], number, string]>([
    ["two revisions and a path", ["main", "change", "manifests"], 0, "main → change"],
    ["a range, and a path behind dashes", ["main..HEAD", "manifests"], 1, "main → HEAD"],
    ["what a branch changes", ["main...", "manifests/"], 0, "main... → HEAD"],
    ["one revision, and the working tree", ["main", "manifests"], 0, "main → working tree"],
    ["one revision, and paths behind dashes", ["main", "manifests"], 1, "main → working tree"],
    [
      "revisions by other names",
      ["HEAD~1", "HEAD", "manifests/policy.yaml", "manifests/ground.yaml"],
      0,
      "HEAD~1 → HEAD",
    ],
  ])("reads %s", async (_, words, behindDashes, names) => {
    aRepository();
    expect(told(await found(words, behindDashes))).toEqual([names, "GET /admin: 200 → 403"]);
  });

  it("compares since two histories parted: what others did meanwhile is no part of it", async () => {
    aRepository();
    git("checkout", "-q", "main");
    write("manifests/theirs.yaml", manifestText(anApp({ namespace: "shop", name: "theirs" })));
    commit("theirs");
    git("checkout", "-q", "change");
    expect((await found(["main...change", "manifests"])).objects.map(({ object }) => object)).toEqual([
      "AuthorizationPolicy shop/admin",
    ]);
    expect((await found(["main..change", "manifests"])).objects).toHaveLength(4);
  });

  it("takes the working tree as it is: with new files, without those that git ignores or that are gone", async () => {
    aRepository();
    write("manifests/new.yaml", manifestText(anAccount("shop", "new")));
    write(".gitignore", "ignored.yaml\n");
    write("manifests/ignored.yaml", manifestText(anAccount("shop", "ignored")));
    rmSync(folder.at("repo/manifests/policy.yaml"));
    const { objects } = await found(["HEAD", "manifests"]);
    expect(objects.map(({ object, change }) => `${object} ${change}`)).toEqual([
      "AuthorizationPolicy shop/admin removed",
      "ServiceAccount shop/new added",
    ]);
  });

  it("reads revisions from below the root of a repository, links included, and shows paths from there", async () => {
    git("init", "-q", "-b", "main");
    write("deep/manifests/ground.yaml", ground);
    commit("ground");
    write("deep/shared/policy.yaml", policy("/admin"));
    symlinkSync("../shared/policy.yaml", folder.at("repo/deep/manifests/policy.yaml"));
    symlinkSync("/etc/hostname", folder.at("repo/deep/manifests/outside.yaml"));
    commit("a link");
    process.chdir(folder.at("repo/deep"));
    const { head, requests } = await found(["HEAD~1", "HEAD"]);
    expect(head.unread).toMatchObject([
      { code: "WM1002", message: expect.stringContaining("manifests/outside.yaml") },
      { code: "WM1009" },
    ]);
    expect(requests.map((one) => one.head.line?.file)).toEqual(["manifests/policy.yaml"]);
  });

  it("leaves nothing behind in the repository", async () => {
    aRepository();
    await ended(["main", "change"]);
    expect(git("status", "--porcelain")).toBe("");
  });

  it.each<readonly [string, Partial<DiffCommandOptions>, number]>([
    ["well, as a change is no mistake", {}, 0],
    ["with 1 where it is asked to", { exitCode: true }, 1],
  ])("ends %s", async (_, options, code) => {
    aRepository();
    expect((await ended(["main", "change", "manifests"], options)).code).toBe(code);
    expect((await ended(["main", "main", "manifests"], options)).code).toBe(0);
  });
});

describe("waymark diff of folders", () => {
  const goldens = fileURLToPath(new URL("./testing/diff/", import.meta.url));

  beforeEach(() => {
    write("old/ground.yaml", ground);
    write("old/policy.yaml", policy("/admin"));
    write("new/ground.yaml", ground);
    write("new/policy.yaml", policy("/admin", "/internal/*"));
  });

  it.each([
    ["text", "diff.txt"],
    ["markdown", "diff.md"],
    ["json", "diff-json.txt"],
  ] as const)("prints %s as recorded", async (format, file) => {
    const { out } = await ended(["old", "new"], { format });
    if (process.env["GOLDEN"] === "update") writeFileSync(`${goldens}${file}`, out);
    expect(out).toBe(readFileSync(`${goldens}${file}`, "utf8"));
    expect((await ended(["old", "new"], { format })).out).toBe(out);
  });

  it("tells what could not be read, compares the rest, and ends with 1", async () => {
    write("new/broken.yaml", "kind: Service\n  metadata: [unclosed");
    const { code, out } = await ended(["old", "new"]);
    expect(code).toBe(1);
    expect(out).toMatch(/new: new\/broken\.yaml:\d+ WM1005/);
    expect(out).toContain("What could not be read of new counts as not there.");
    expect(out).toContain("GET /internal/ from shop/reviews: 200 → 403");
    expect((await ended(["new", "old"])).out).toContain("WM1005");
  });

  it("tells of a folder that cannot be read", async () => {
    mkdirSync(folder.at("repo/new/closed"));
    chmodSync(folder.at("repo/new/closed"), 0);
    // Whoever may read everything finds an empty folder.
    const { head } = await found(["old", "new"]);
    expect(head.unread.map(({ code }) => code)).toEqual(process.getuid?.() === 0 ? [] : ["WM1002"]);
  });

  it("cuts markdown to the length that is asked for, and says what it cut", async () => {
    const many = Array.from({ length: 60 }, (_, index) => `/path-${index}`);
    write(
      "new/many.yaml",
      manifestText(
        many.map((path, index) => ({
          ...aPolicy(`shop/p${index}`, {
            action: "DENY",
            service: "reviews",
            rules: [{ to: [{ operation: { paths: [path] } }] }],
          }),
        })),
      ),
    );
    const { out } = await ended(["old", "new"], { format: "markdown", maxCharacters: 5000 });
    expect(out.length).toBeLessThanOrEqual(5000);
    expect(out).toMatch(/\*\*Cut, for length:\*\* \d+ of \d+ kinds of requests.*61 of 61 objects/);
    expect(out.match(/<details>/g)?.length).toBe(out.match(/<\/details>/g)?.length);
  });
});

describe("what waymark diff cannot do", () => {
  it("is said in one line", async () => {
    expect(await mistake(["main", "HEAD"])).toContain("not a git repository");
    expect(await mistake([])).toContain("say what to compare");
    aRepository();
    expect(await mistake(["nowhere"])).toBe("nowhere is neither a revision nor a path");
    expect(await mistake(["manifests"])).toBe("manifests is a path, and no revision");
    expect(await mistake(["main..nowhere"])).toBe("nowhere is neither a revision nor a path");
    expect(await mistake(["main", "nowhere", "manifests"], 1)).toBe("there is no revision nowhere");
    expect(await mistake(["--output=x"])).toBe("--output=x is neither a revision nor a path");
    expect(existsSync(folder.at("repo/x"))).toBe(false);
    git("branch", "manifests");
    expect(await mistake(["main", "manifests"])).toContain("manifests is a revision and a path");
  });
});
