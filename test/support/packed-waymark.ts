/** waymark as those have it who install the package: nothing of this checkout but what `npm pack` takes. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly link?: boolean }>>;
}

/** The tarball of this checkout, as built, in `folder`. */
export function packedTarball(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const packing = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const said: unknown = JSON.parse(
    execFileSync("npm", packing, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
  const [packed] = Object.values(said as Readonly<Record<string, { readonly filename: string }>>);
  if (packed === undefined) throw new Error("npm has packed nothing");
  return join(folder, packed.filename);
}

/**
 * Does what `npm install TARBALL` does in `folder`, without a registry: the package is unpacked, and what it depends on,
 * but nothing that only its developers need, is linked in from here.
 */
export function installPacked(tarball: string, folder: string): void {
  const modules = join(folder, "node_modules");
  const own = join(modules, "waymark");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  mkdirSync(own);
  execFileSync("tar", ["-xzf", tarball, "-C", own, "--strip-components", "1"]);
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lockfile;
  for (const [path, { dev, link }] of Object.entries(packages)) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    if (name === undefined || dev === true || link === true) continue;
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, path), join(modules, name));
  }
  const bin = join(own, "dist", "cli", "main.js");
  chmodSync(bin, 0o755);
  symlinkSync(bin, join(modules, ".bin", "waymark"));
}

/** A folder of commands that come before others in `PATH`: shell scripts by name. */
export function commandsIn(folder: string, scripts: Readonly<Record<string, string>>): { readonly PATH: string } {
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/usr/bin/env bash\nset -euo pipefail\n${script}\n`, { mode: 0o755 });
  }
  return { PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` };
}
