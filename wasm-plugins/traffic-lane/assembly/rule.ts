import { Bytes, propertyPath, randomU64 } from "@waymark/proxy-wasm";
import { Fields, isLabel, LABEL } from "@waymark/proxy-wasm/config";
import { RequestFacts } from "./request";
import { StickyKey } from "./sticky-key";
import { TextCondition } from "./text-condition";

// Percentages have two decimals.
const SHARES: u64 = 10_000;

/** A named thing and what it must be like. */
@final
class Named {
  constructor(
    readonly name: Bytes,
    readonly condition: TextCondition,
  ) {}
}

@final
class Claim {
  constructor(
    readonly path: string,
    readonly condition: TextCondition,
  ) {}
}

/** Which requests belong to a lane: those for which everything that the rule says holds. */
@final
export class Rule {
  lane: Bytes = Bytes.alloc(0);
  private headers: Named[] = [];
  private cookies: Named[] = [];
  private claims: Claim[] = [];
  private path: TextCondition | null = null;
  /** How many of 10,000; -1 for all. */
  private share: i64 = -1;
  private stickyBy: StickyKey | null = null;

  static from(fields: Fields, claimsAt: string[]): Rule {
    const rule = new Rule();
    const lane = fields.requiredText("lane");
    if (lane.length > 0 && !isLabel(lane)) fields.refuse("lane", LABEL);
    rule.lane = Bytes.of(lane);
    rule.headers = namedIn(fields.objects("headers"));
    rule.cookies = namedIn(fields.objects("cookies"));
    const path = fields.object("path");
    if (path !== null) rule.path = TextCondition.from(path, false);
    const claims = fields.objects("claims");
    for (let i = 0; i < claims.length; i++) {
      rule.claims.push(new Claim(propertyPath(claimsAt.concat(claims[i].steps("name"))), TextCondition.from(claims[i], true)));
    }
    rule.share = shareIn(fields);
    const stickyBy = fields.object("stickyBy");
    if (stickyBy === null) return rule;
    rule.stickyBy = StickyKey.from(stickyBy, claimsAt);
    if (!fields.has("percent")) fields.refuse("percent", "a number from 0 to 100, since there is stickyBy");
    return rule;
  }

  matches(request: RequestFacts): bool {
    const path = this.path;
    if (path !== null && !path.holds(request.path)) return false;
    for (let i = 0; i < this.headers.length; i++) {
      const header = this.headers[i];
      if (!header.condition.holdsFor(request.headers(header.name))) return false;
    }
    for (let i = 0; i < this.cookies.length; i++) {
      const cookie = this.cookies[i];
      if (!cookie.condition.holdsFor(request.cookies(cookie.name))) return false;
    }
    for (let i = 0; i < this.claims.length; i++) {
      const claim = this.claims[i];
      if (!claim.condition.holdsFor(request.claims(claim.path))) return false;
    }
    return this.share < 0 || this.isDrawn(request);
  }

  /** Whether the request is among the percentage. The same client is, as long as the percentage does not shrink. */
  private isDrawn(request: RequestFacts): bool {
    const stickyBy = this.stickyBy;
    if (stickyBy === null) return randomU64() % SHARES < <u64>this.share;
    const value = stickyBy.valueOf(request);
    // Who cannot be recognized would be tossed to and fro.
    if (value === null) return false;
    // The lane is in the hash so that the same few clients are not the first of every experiment.
    return mixed(this.lane.concat(value).hash() ^ <u64>this.lane.length) % SHARES < <u64>this.share;
  }
}

/** Of 10,000; -1 if there is no percentage. */
function shareIn(fields: Fields): i64 {
  const percent = fields.value("percent");
  if (percent === null) return -1;
  const value = percent.asF64(-1);
  if (value >= 0 && value <= 100) return <i64>nearest(value * 100);
  // `Fields.number()` would bring the printing of fractions along, several kilobytes.
  fields.refuse("percent", "a number from 0 to 100");
  return 0;
}

function namedIn(all: Fields[]): Named[] {
  const named: Named[] = [];
  for (let i = 0; i < all.length; i++) {
    named.push(new Named(Bytes.of(all[i].requiredName("name")), TextCondition.from(all[i], true)));
  }
  return named;
}

/** Spreads every bit over all others (the finisher of MurmurHash3): names that differ in their last digit only lie far apart. */
function mixed(hash: u64): u64 {
  let bits = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  bits = (bits ^ (bits >> 33)) * 0xc4ceb9fe1a85ec53;
  return bits ^ (bits >> 33);
}
