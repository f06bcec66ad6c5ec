/** Numbers: how repeated measurements become one figure, and how figures are printed. */

/**
 * @typedef {object} Spread
 * @property {number} median
 * @property {number} min
 * @property {number} max
 * @property {number} p99 the maximum, when there are fewer than a hundred samples
 * @property {number} samples
 */

/**
 * @param {readonly number[]} samples at least one
 * @returns {Spread}
 */
export function spreadOf(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    min: quantile(sorted, 0),
    max: quantile(sorted, 1),
    p99: quantile(sorted, 0.99),
    samples: sorted.length,
  };
}

function quantile(sorted, share) {
  if (sorted.length === 0) throw new Error("no samples to judge");
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]; // nearest rank
}

/** The figures of one run: what `--json` writes is exactly what was printed. */
export class Figures {
  /** @type {Record<string, number>} */
  #byName = {};
  #print;

  /** @param {(line: string) => void} print */
  constructor(print) {
    this.#print = print;
  }

  /** Says what is being done or why something is left out. */
  say(line) {
    this.#print(line);
  }

  /** One number. */
  one(name, value) {
    this.#byName[name] = rounded(value);
    this.#print(`  ${name.padEnd(36)} ${rounded(value)}`);
  }

  /** One number that not every system can tell. */
  optional(name, value) {
    if (value !== undefined) this.one(name, value);
  }

  /** The median under `name.median`, and what surrounds it. */
  many(name, samples) {
    const { median, min, max, p99 } = spreadOf(samples);
    const shown = { median, min, max, p99 };
    for (const [part, value] of Object.entries(shown)) this.#byName[`${name}.${part}`] = rounded(value);
    const texts = Object.entries(shown).map(([part, value]) => `${part} ${rounded(value)}`);
    this.#print(`  ${name.padEnd(36)} ${texts.join("  ")}  (n=${samples.length})`);
  }

  /** Many short rounds: the median under `name`, and the quartiles, which a few disturbed rounds do not move. */
  rounds(name, samples) {
    const sorted = [...samples].sort((a, b) => a - b);
    const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
    this.#byName[name] = rounded(median);
    this.#byName[`${name}.q1`] = rounded(q1);
    this.#byName[`${name}.q3`] = rounded(q3);
    this.#print(`  ${name.padEnd(36)} ${rounded(median)}  [${rounded(q1)}..${rounded(q3)}]  (n=${samples.length})`);
  }

  /** All of them, by name. */
  get flat() {
    return Object.fromEntries(Object.entries(this.#byName).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

function rounded(value) {
  return Number(value.toPrecision(4));
}
