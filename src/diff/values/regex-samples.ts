/** Texts that a regular expression matches: one for each way through it, as far as its syntax is the common one. */
import { fullMatch } from "../../explain/patterns.js";

/** So many texts of a part are tried, and of the whole. */
const mostOfPart = 64;
const mostOfWhole = 24;

/**
 * Texts that the expression matches as a whole, the shortest first; none where it is written in a way that is not
 * understood. `fillers` are put where anything may stand.
 */
export function regexSamples(regex: string, fillers: readonly string[] = []): readonly string[] {
  try {
    const reader = new Reader(regex, fillers);
    const texts = reader.alternatives();
    if (!reader.isDone) return [];
    const found = [...new Set(texts)].filter((text) => fullMatch(regex, text));
    return found.sort((one, other) => one.length - other.length || (one < other ? -1 : 1)).slice(0, mostOfWhole);
  } catch (error) {
    if (error instanceof NotUnderstood) return [];
    throw error;
  }
}

class NotUnderstood extends Error {}

type Texts = readonly string[];

/** What the escapes for kinds of characters stand for, as far as one of each is concerned. */
const escapes: Readonly<Record<string, Texts>> = {
  d: ["0", "7"],
  w: ["x", "0", "_"],
  s: [" "],
  D: ["x"],
  W: ["-"],
  S: ["x"],
  n: ["\n"],
  t: ["\t"],
};

class Reader {
  readonly #regex: string;
  readonly #fillers: Texts;
  #at = 0;

  constructor(regex: string, fillers: Texts) {
    this.#regex = regex;
    this.#fillers = fillers;
  }

  get isDone(): boolean {
    return this.#at >= this.#regex.length;
  }

  alternatives(): Texts {
    const all = [...this.#sequence()];
    while (this.#takes("|")) all.push(...this.#sequence());
    return [...new Set(all)];
  }

  #sequence(): Texts {
    const parts: Texts[] = [];
    while (!this.isDone && !["|", ")"].includes(this.#next())) parts.push(this.#quantified());
    return sequences(parts);
  }

  #quantified(): Texts {
    const isAny = this.#next() === ".";
    const once = this.#atom();
    const [least, most] = this.#bounds();
    this.#takes("?");
    if (least > 64) throw new NotUnderstood();
    const counts = [...new Set([least, Math.min(least + 1, most), Math.min(Math.max(least, 2), most)])];
    const repeated = counts.flatMap((count) =>
      count === 1 ? once : count === 0 ? [""] : once.slice(0, 2).map((text) => text.repeat(count)),
    );
    return [...new Set(isAny && most > 1 ? [...repeated, ...this.#fillers] : repeated)];
  }

  #bounds(): readonly [least: number, most: number] {
    if (this.#takes("*")) return [0, Number.POSITIVE_INFINITY];
    if (this.#takes("+")) return [1, Number.POSITIVE_INFINITY];
    if (this.#takes("?")) return [0, 1];
    const [whole, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(this.#regex.slice(this.#at)) ?? [];
    if (whole === undefined) return [1, 1];
    this.#at += whole.length;
    if (comma === "") return [Number(least), Number(least)];
    return [Number(least), most === "" ? Number.POSITIVE_INFINITY : Number(most)];
  }

  #atom(): Texts {
    const character = this.#take();
    switch (character) {
      case "(":
        return this.#group();
      case "[":
        return this.#characterClass();
      case ".":
        return ["x"];
      case "^":
      case "$":
        return [""];
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw new NotUnderstood();
      default:
        return [character];
    }
  }

  #group(): Texts {
    if (this.#takes("?")) {
      const [whole] = /^(?::|P?<[A-Za-z]\w*>|[is]+:)/.exec(this.#regex.slice(this.#at)) ?? [];
      if (whole === undefined) throw new NotUnderstood();
      this.#at += whole.length;
    }
    const texts = this.alternatives();
    if (!this.#takes(")")) throw new NotUnderstood();
    return texts;
  }

  #escape(): Texts {
    const character = this.#take();
    if (/[^A-Za-z0-9]/.test(character)) return [character];
    const texts = escapes[character];
    if (texts === undefined) throw new NotUnderstood();
    return texts;
  }

  #characterClass(): Texts {
    const start = this.#at - 1;
    if (this.#next() === "^") this.#at++;
    if (this.#next() === "]") this.#at++;
    while (!this.isDone && this.#next() !== "]") this.#at += this.#next() === "\\" ? 2 : 1;
    if (!this.#takes("]")) throw new NotUnderstood();
    const text = this.#regex.slice(start, this.#at);
    const found = membersOf(text);
    if (found.length === 0) throw new NotUnderstood();
    return found.slice(0, 3);
  }

  #next(): string {
    return this.#regex[this.#at] ?? "";
  }

  #take(): string {
    if (this.isDone) throw new NotUnderstood();
    return this.#regex[this.#at++] ?? "";
  }

  #takes(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#at++;
    return true;
  }
}

/** Some of its members; none for forms that are not understood, such as classes by name. */
function membersOf(characterClass: string): Texts {
  try {
    return [...candidates(characterClass)].filter((one) => fullMatch(characterClass, one));
  } catch {
    return [];
  }
}

/** Its own characters first. */
function candidates(characterClass: string): ReadonlySet<string> {
  return new Set([...characterClass.slice(1, -1), ..."x0A-_/. ~"]);
}

/** The first text of every part, and then each part with its others in turn; two parts at a time as far as there is room. */
function sequences(parts: readonly Texts[]): Texts {
  let found: Texts = [""];
  for (const part of parts) {
    const all = found.flatMap((text) => part.map((next) => `${text}${next}`));
    // Texts with the first choices come first, so what is cut off differs in many parts at once.
    found = [...new Set(all)].slice(0, mostOfPart);
  }
  return found;
}
