import { Bytes } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";

const SLASH: i32 = 0x2f;
const STAR: i32 = 0x2a;

/** Paths as people list them: `/orders` is that path, `/orders/*` everything below it, `/*` everything. */
@final
export class Paths {
  private exact: Bytes[] = [];
  /** With the slash at the end. */
  private prefixes: Bytes[] = [];
  /** Whether there is no list at all. */
  readonly isMissing: bool;

  constructor(fields: Fields, name: string) {
    this.isMissing = !fields.has(name);
    const texts = fields.texts(name);
    if (!this.isMissing && texts.length == 0) fields.refuse(name, "at least one path");
    for (let i = 0; i < texts.length; i++) {
      const path = Bytes.of(texts[i]);
      if (!isPathForm(path)) {
        fields.refuse(name, "paths that begin with '/' and have '*' only as their last step, not " + texts[i]);
      } else if (path.at(path.length - 1) == STAR) this.prefixes.push(path.slice(0, path.length - 1));
      else this.exact.push(path);
    }
  }

  /** Whether a path in its plain form is among them; of others nobody knows where they lead. */
  include(path: Bytes): bool {
    if (!isPlain(path)) return false;
    for (let i = 0; i < this.exact.length; i++) if (path.equals(this.exact[i])) return true;
    for (let i = 0; i < this.prefixes.length; i++) if (path.startsWith(this.prefixes[i])) return true;
    return false;
  }
}

function isPathForm(path: Bytes): bool {
  const star = path.indexOfByte(STAR);
  if (star >= 0 && (star != path.length - 1 || path.at(star - 1) != SLASH)) return false;
  return path.at(0) == SLASH;
}

const detours: Bytes[] = [
  Bytes.of("//"),
  Bytes.of("/./"),
  Bytes.of("/../"),
  Bytes.of("\\"),
  Bytes.of("%2e"),
  Bytes.of("%2f"),
  Bytes.of("%5c"),
  Bytes.of("%00"),
  Bytes.of(";"),
];
const lastSteps: Bytes[] = [Bytes.of("/."), Bytes.of("/..")];

/** Whether all servers read the path alike: no dot steps, doubled or encoded slashes, and no parameters of steps. */
function isPlain(path: Bytes): bool {
  if (path.at(0) != SLASH) return false;
  const lower = path.toLowerCase();
  for (let i = 0; i < detours.length; i++) if (lower.contains(detours[i])) return false;
  for (let i = 0; i < lastSteps.length; i++) if (lower.endsWith(lastSteps[i])) return false;
  return true;
}
