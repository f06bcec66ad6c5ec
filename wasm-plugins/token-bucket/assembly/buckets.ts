import { Bytes } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";

// A month.
const LONGEST: i64 = 2_678_400;
const MOST_TOKENS: i64 = 1_000_000;

/** The buckets of a rule; a request takes a token from each of them. */
@final
export class Buckets {
  /** How many tokens each of them holds. */
  bursts: u64[] = [];
  /** Seconds until each of them has one more token. */
  intervals: f64[] = [];
  /** Tells these buckets from others. */
  mark: u64 = 0;

  static from(all: Fields[]): Buckets {
    const buckets = new Buckets();
    let text = "";
    for (let i = 0; i < all.length; i++) {
      const tokens = all[i].requiredInteger("tokens", 1, MOST_TOKENS);
      const seconds = all[i].integer("seconds", 1, 1, LONGEST);
      const burst = all[i].integer("burst", tokens, 1, MOST_TOKENS);
      buckets.bursts.push(<u64>burst);
      buckets.intervals.push(<f64>seconds / <f64>tokens);
      text += tokens.toString() + "/" + seconds.toString() + "/" + burst.toString() + ";";
    }
    buckets.mark = Bytes.of(text).hash();
    return buckets;
  }

  get count(): i32 {
    return this.bursts.length;
  }
}
