import { Bytes } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { compilePattern, Pattern, patternProblem } from "@waymark/proxy-wasm/pattern";
import { percentDecode } from "@waymark/proxy-wasm/uri";
import { Refusal } from "./refusal";

/** Which paths there are: one of `allow` must match the whole path, none of `deny` any part of it. */
@final
export class PathRules {
  private allow: Pattern[] = [];
  private deny: Pattern[] = [];

  static from(fields: Fields): PathRules {
    const rules = new PathRules();
    rules.allow = patternsIn(fields, "allow");
    rules.deny = patternsIn(fields, "deny");
    return rules;
  }

  /** The path is judged as it stands and as it reads without percent-encoding: services differ in what they look at. */
  refusalOf(path: Bytes): Refusal | null {
    const decoded = percentDecode(path);
    if (decoded === null) return new Refusal(400, "path_malformed", "broken percent-encoding");
    if (this.allow.length > 0 && !(matchesOne(this.allow, path) && matchesOne(this.allow, decoded))) return notAllowed();
    for (let i = 0; i < this.deny.length; i++) {
      if (this.deny[i].contains(path) || this.deny[i].contains(decoded)) return notAllowed();
    }
    return null;
  }
}

function notAllowed(): Refusal {
  return new Refusal(400, "path_not_allowed", "the path is not allowed");
}

function matchesOne(patterns: Pattern[], path: Bytes): bool {
  for (let i = 0; i < patterns.length; i++) if (patterns[i].matches(path)) return true;
  return false;
}

function patternsIn(fields: Fields, name: string): Pattern[] {
  const patterns: Pattern[] = [];
  const texts = fields.texts(name);
  if (fields.has(name) && texts.length == 0) fields.refuse(name, "a regular expression");
  for (let i = 0; i < texts.length; i++) {
    const pattern = compilePattern(texts[i]);
    if (pattern !== null) patterns.push(pattern);
    else fields.refuse(name, "a regular expression, not " + texts[i] + " (" + patternProblem() + ")");
  }
  return patterns;
}
