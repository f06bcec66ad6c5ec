import { Bytes, SharedDataUpdate, updateSharedData } from "@waymark/proxy-wasm";
import { sha256 } from "@waymark/proxy-wasm/crypto";
import { Config } from "./config";
import { Signature } from "./signature";

const FINGERPRINT: i32 = 16;
const ENTRY: i32 = 24;
/** Nonces that share one piece of shared data. */
export const WAYS: i32 = 16;
const ATTEMPTS: i32 = 64;

export enum Verdict {
  /** It is new, and remembered from now on. */
  New = 0,
  Seen = 1,
  /** There is no room for it, or it cannot be said. */
  Full = 2,
}

/** Looks for the nonce of a signature that is right, and remembers it until its time is out of range anyway. */
export function isRemembered(config: Config, signature: Signature, now: i64): Verdict {
  if (config.slots == 0) return Verdict.New;
  const word = Bytes.join([signature.key, signature.nonce], Bytes.of(";"));
  const fingerprint = sha256(word).slice(0, FINGERPRINT);
  const slot = load<u32>(changetype<usize>(fingerprint)) % <u32>config.slots;
  const update = new Remember(fingerprint, now, signature.seconds + config.skewSeconds, config.forgetsWhenFull);
  const decided = updateSharedData(config.space + slot.toString(), update, ATTEMPTS);
  return decided ? update.verdict : Verdict.Full;
}

/** Entries of 24 bytes: 16 of fingerprint, then the second after which the signature is too old. */
@final
class Remember extends SharedDataUpdate {
  verdict: Verdict = Verdict.New;

  constructor(
    private readonly fingerprint: Bytes,
    private readonly now: i64,
    private readonly until: i64,
    private readonly forgets: bool,
  ) {
    super();
  }

  next(current: Bytes | null): Bytes | null {
    const kept: Bytes[] = [];
    this.verdict = Verdict.New;
    if (current !== null) {
      for (let at = 0; at + ENTRY <= current.length; at += ENTRY) {
        const entry = current.slice(at, at + ENTRY);
        if (entry.slice(0, FINGERPRINT).equals(this.fingerprint)) {
          this.verdict = Verdict.Seen;
          return null;
        }
        if (untilOf(entry) >= this.now) kept.push(entry);
      }
    }
    if (kept.length >= WAYS && !this.forgets) {
      this.verdict = Verdict.Full;
      return null;
    }
    while (kept.length >= WAYS) this.forgetOne(kept);
    const own = Bytes.alloc(ENTRY);
    own.put(0, this.fingerprint);
    store<i64>(changetype<usize>(own), this.until, FINGERPRINT);
    kept.push(own);
    return Bytes.join(kept);
  }

  private forgetOne(kept: Bytes[]): void {
    let first = 0;
    for (let i = 1; i < kept.length; i++) if (untilOf(kept[i]) < untilOf(kept[first])) first = i;
    kept.splice(first, 1);
  }
}

function untilOf(entry: Bytes): i64 {
  return load<i64>(changetype<usize>(entry), FINGERPRINT);
}
