/**
 * Keeps one current certificate per identity. Certificates are renewed at half of their life, so that an authority that
 * is away for hours hurts nobody; the old certificate is kept and served until a new one exists.
 */
import type { IssuedCertificate } from "./authority.js";
import type { SpiffeId } from "./spiffe.js";

/** The time as the keeper sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `ms`, without keeping the process alive; the answer cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** What a keeper needs, and whom it tells. */
export interface CertificateKeeperOptions {
  /** Makes a certificate for an identity, valid from now on. */
  readonly issue: (identity: SpiffeId, now: number) => Promise<IssuedCertificate>;
  /** Told of every certificate that came unasked: a renewal, or the first one at last after failures. */
  readonly onRotated?: (identity: SpiffeId, certificate: IssuedCertificate) => void;
  /** Told when a renewal failed; it is tried again after `retryInMs`. */
  readonly onFailure?: (identity: SpiffeId, failure: { readonly error: unknown; readonly retryInMs: number }) => void;
  readonly clock?: Clock;
  /** A number in [0, 1): spreads the renewals of proxies that started together. */
  readonly random?: () => number;
}

interface Entry {
  certificate?: IssuedCertificate;
  /** The issuing under way, shared by all who ask meanwhile. */
  pending?: Promise<IssuedCertificate>;
  renewAt: number;
  failures: number;
  cancelTimer?: () => void;
}

const firstRetryMs = 1_000;
const longestRetryMs = 150_000;
// Timers stand still while a machine sleeps: look at the clock at least this often.
const longestSleepMs = 60_000;
const jitter = 0.1;

const systemClock: Clock = {
  now: Date.now,
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Certificates that are always current, by identity. */
export class CertificateKeeper {
  readonly #options: CertificateKeeperOptions;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #entries = new Map<SpiffeId, Entry>();
  #stopped = false;

  constructor(options: CertificateKeeperOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
  }

  /**
   * The current certificate of an identity; issued at the first question, and again if it ran out while nobody looked.
   * Rejects only if there is no valid certificate and none can be issued.
   */
  async current(identity: SpiffeId): Promise<IssuedCertificate> {
    if (this.#stopped) throw new Error("the certificate keeper was stopped");
    const entry = this.#entry(identity);
    const { certificate } = entry;
    if (certificate !== undefined && certificate.notAfter.getTime() > this.#clock.now()) return certificate;
    return this.#issued(identity, entry);
  }

  /** The certificate of an identity as it is now, for callers that cannot wait; undefined if `current` never answered. */
  kept(identity: SpiffeId): IssuedCertificate | undefined {
    return this.#entries.get(identity)?.certificate;
  }

  /** Issues a certificate anew, whatever the life of the current one; nobody is told but the caller. */
  async renew(identity: SpiffeId): Promise<IssuedCertificate> {
    if (this.#stopped) throw new Error("the certificate keeper was stopped");
    const entry = this.#entry(identity);
    entry.cancelTimer?.();
    delete entry.certificate;
    entry.failures = 0;
    return this.#issued(identity, entry);
  }

  /** Stops renewing an identity that nobody uses any more. */
  forget(identity: SpiffeId): void {
    this.#entries.get(identity)?.cancelTimer?.();
    this.#entries.delete(identity);
  }

  /** Stops all renewals, for good. */
  stop(): void {
    this.#stopped = true;
    for (const identity of [...this.#entries.keys()]) this.forget(identity);
  }

  #entry(identity: SpiffeId): Entry {
    const known = this.#entries.get(identity);
    if (known !== undefined) return known;
    const entry: Entry = { renewAt: 0, failures: 0 };
    this.#entries.set(identity, entry);
    return entry;
  }

  #issued(identity: SpiffeId, entry: Entry): Promise<IssuedCertificate> {
    entry.pending ??= this.#issue(identity, entry).finally(() => {
      delete entry.pending;
    });
    return entry.pending;
  }

  async #issue(identity: SpiffeId, entry: Entry): Promise<IssuedCertificate> {
    const now = this.#clock.now();
    const attempt = await this.#options.issue(identity, now).then(
      (certificate) => ({ certificate }),
      (error: unknown) => ({ error }),
    );
    if ("error" in attempt) {
      this.#failed(identity, entry, attempt.error);
      throw attempt.error;
    }
    this.#renewed(identity, entry, attempt.certificate);
    return attempt.certificate;
  }

  #renewed(identity: SpiffeId, entry: Entry, certificate: IssuedCertificate): void {
    const awaited = entry.certificate !== undefined || entry.failures > 0;
    const now = this.#clock.now();
    const share = 0.5 + jitter * (this.#random() - 0.5);
    entry.certificate = certificate;
    entry.failures = 0;
    // Near the end of the authority lives get shorter and shorter: never renew in a tight loop.
    entry.renewAt = now + Math.max(firstRetryMs, share * (certificate.notAfter.getTime() - now));
    this.#sleep(identity, entry);
    if (awaited && this.#keeps(identity, entry)) this.#options.onRotated?.(identity, certificate);
  }

  #failed(identity: SpiffeId, entry: Entry, error: unknown): void {
    const retryInMs = Math.min(longestRetryMs, firstRetryMs * 2 ** entry.failures);
    entry.failures += 1;
    entry.renewAt = this.#clock.now() + retryInMs;
    this.#sleep(identity, entry);
    if (this.#keeps(identity, entry)) this.#options.onFailure?.(identity, { error, retryInMs });
  }

  /** Sets the alarm for the renewal, in short naps. */
  #sleep(identity: SpiffeId, entry: Entry): void {
    entry.cancelTimer?.();
    if (!this.#keeps(identity, entry)) return;
    const nap = Math.min(longestSleepMs, Math.max(0, entry.renewAt - this.#clock.now()));
    entry.cancelTimer = this.#clock.after(nap, () => this.#wake(identity, entry));
  }

  #wake(identity: SpiffeId, entry: Entry): void {
    if (this.#clock.now() < entry.renewAt) {
      this.#sleep(identity, entry);
      return;
    }
    // Reported through onFailure, and tried again: nobody waits for this promise.
    this.#issued(identity, entry).catch(() => undefined);
  }

  #keeps(identity: SpiffeId, entry: Entry): boolean {
    return !this.#stopped && this.#entries.get(identity) === entry;
  }
}
