import { readFile } from "node:fs/promises";

/** The files that `docs/wasm/first-filter.md` shows, by their path, as they stand there. */
export async function tutorialFiles(): Promise<ReadonlyMap<string, string>> {
  const page = await readFile("docs/wasm/first-filter.md", "utf8");
  const blocks = page.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```/gm);
  return new Map([...blocks].map(([, path = "", text = ""]) => [path, text]));
}
