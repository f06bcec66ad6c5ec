import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of its own for one test. */
export interface ScratchFolder {
  readonly path: string;
  /** The path of a file in it. */
  at(name: string): string;
  /** Writes a file, with the folders it needs. */
  write(name: string, content: string | Uint8Array): string;
  remove(): void;
}

export function scratchFolder(): ScratchFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "waymark-test-")));
  const at = (name: string): string => join(path, name);
  return {
    path,
    at,
    write(name, content) {
      mkdirSync(dirname(at(name)), { recursive: true });
      writeFileSync(at(name), content);
      return at(name);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A Service as YAML. */
export function serviceYaml(name: string, port = 80): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { ports: [{ port: ${port} }] }\n`;
}
