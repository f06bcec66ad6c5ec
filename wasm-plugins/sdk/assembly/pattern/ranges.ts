/** Sets of code points, as sorted pairs of first and last. */

export const LAST_POINT: u32 = 0x10ffff;

@final
export class Ranges {
  private bounds: u32[] = [];

  add(first: u32, last: u32): void {
    this.bounds.push(first);
    this.bounds.push(last);
  }

  addAll(other: Ranges): void {
    for (let i = 0; i < other.bounds.length; i++) this.bounds.push(other.bounds[i]);
  }

  /** With both cases of every ASCII letter in it, and the two signs beyond that fold to one. */
  foldCase(): void {
    const before = this.bounds.length;
    for (let i = 0; i < before; i += 2) {
      const first = this.bounds[i];
      const last = this.bounds[i + 1];
      for (let letter: u32 = 0x41; letter <= 0x5a; letter++) {
        const small = letter | 0x20;
        if (letter >= first && letter <= last) this.add(small, small);
        if (small >= first && small <= last) this.add(letter, letter);
      }
      // U+017F folds to s, U+212A to k.
      if (touches(first, last, 0x53, 0x73)) this.add(0x17f, 0x17f);
      if (touches(first, last, 0x4b, 0x6b)) this.add(0x212a, 0x212a);
    }
  }

  /** In order, without overlaps; all others if `negated`. */
  settled(negated: bool): StaticArray<u32> {
    const pairs = this.bounds.length >> 1;
    const order = new Array<u64>(pairs);
    for (let i = 0; i < pairs; i++) order[i] = (<u64>this.bounds[i * 2] << 32) | <u64>this.bounds[i * 2 + 1];
    order.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const merged: u32[] = [];
    for (let i = 0; i < pairs; i++) {
      const first = <u32>(order[i] >> 32);
      const last = <u32>order[i];
      const end = merged.length - 1;
      if (end > 0 && first <= merged[end] + 1) merged[end] = max(merged[end], last);
      else {
        merged.push(first);
        merged.push(last);
      }
    }
    return fixed(negated ? complement(merged) : merged);
  }
}

function touches(first: u32, last: u32, a: u32, b: u32): bool {
  return (a >= first && a <= last) || (b >= first && b <= last);
}

function complement(bounds: u32[]): u32[] {
  const others: u32[] = [];
  let next: u32 = 0;
  for (let i = 0; i < bounds.length; i += 2) {
    if (bounds[i] > next) {
      others.push(next);
      others.push(bounds[i] - 1);
    }
    next = bounds[i + 1] + 1;
  }
  if (next <= LAST_POINT) {
    others.push(next);
    others.push(LAST_POINT);
  }
  return others;
}

function fixed(bounds: u32[]): StaticArray<u32> {
  const all = new StaticArray<u32>(bounds.length);
  for (let i = 0; i < bounds.length; i++) all[i] = bounds[i];
  return all;
}

/** Whether the settled ranges hold the point. */
export function holds(bounds: StaticArray<u32>, point: u32): bool {
  let low = 0;
  let high = bounds.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (point > bounds[middle * 2 + 1]) low = middle + 1;
    else high = middle;
  }
  return low * 2 < bounds.length && point >= bounds[low * 2];
}
