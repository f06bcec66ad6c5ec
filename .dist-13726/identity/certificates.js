const firstRetryMs = 1_000;
const longestRetryMs = 150_000;
// Timers stand still while a machine sleeps: look at the clock at least this often.
const longestSleepMs = 60_000;
const jitter = 0.1;
const systemClock = {
    now: Date.now,
    after(ms, callback) {
        const timer = setTimeout(callback, ms);
        timer.unref();
        return () => clearTimeout(timer);
    },
};
/** Certificates that are always current, by identity. */
export class CertificateKeeper {
    #options;
    #clock;
    #random;
    #entries = new Map();
    #stopped = false;
    constructor(options) {
        this.#options = options;
        this.#clock = options.clock ?? systemClock;
        this.#random = options.random ?? Math.random;
    }
    /**
     * The current certificate of an identity; issued at the first question, and again if it ran out while nobody looked.
     * Rejects only if there is no valid certificate and none can be issued.
     */
    async current(identity) {
        if (this.#stopped)
            throw new Error("the certificate keeper was stopped");
        const entry = this.#entry(identity);
        const { certificate } = entry;
        if (certificate !== undefined && certificate.notAfter.getTime() > this.#clock.now())
            return certificate;
        return this.#issued(identity, entry);
    }
    /** The certificate of an identity as it is now, for callers that cannot wait; undefined if `current` never answered. */
    kept(identity) {
        return this.#entries.get(identity)?.certificate;
    }
    /** Issues a certificate anew, whatever the life of the current one; nobody is told but the caller. */
    async renew(identity) {
        if (this.#stopped)
            throw new Error("the certificate keeper was stopped");
        const entry = this.#entry(identity);
        entry.cancelTimer?.();
        delete entry.certificate;
        entry.failures = 0;
        return this.#issued(identity, entry);
    }
    /** Stops renewing an identity that nobody uses any more. */
    forget(identity) {
        this.#entries.get(identity)?.cancelTimer?.();
        this.#entries.delete(identity);
    }
    /** Stops all renewals, for good. */
    stop() {
        this.#stopped = true;
        for (const identity of [...this.#entries.keys()])
            this.forget(identity);
    }
    #entry(identity) {
        const known = this.#entries.get(identity);
        if (known !== undefined)
            return known;
        const entry = { renewAt: 0, failures: 0 };
        this.#entries.set(identity, entry);
        return entry;
    }
    #issued(identity, entry) {
        entry.pending ??= this.#issue(identity, entry).finally(() => {
            delete entry.pending;
        });
        return entry.pending;
    }
    async #issue(identity, entry) {
        const now = this.#clock.now();
        const attempt = await this.#options.issue(identity, now).then((certificate) => ({ certificate }), (error) => ({ error }));
        if ("error" in attempt) {
            this.#failed(identity, entry, attempt.error);
            throw attempt.error;
        }
        this.#renewed(identity, entry, attempt.certificate);
        return attempt.certificate;
    }
    #renewed(identity, entry, certificate) {
        const awaited = entry.certificate !== undefined || entry.failures > 0;
        const now = this.#clock.now();
        const share = 0.5 + jitter * (this.#random() - 0.5);
        entry.certificate = certificate;
        entry.failures = 0;
        // Near the end of the authority lives get shorter and shorter: never renew in a tight loop.
        entry.renewAt = now + Math.max(firstRetryMs, share * (certificate.notAfter.getTime() - now));
        this.#sleep(identity, entry);
        if (awaited && this.#keeps(identity, entry))
            this.#options.onRotated?.(identity, certificate);
    }
    #failed(identity, entry, error) {
        const retryInMs = Math.min(longestRetryMs, firstRetryMs * 2 ** entry.failures);
        entry.failures += 1;
        entry.renewAt = this.#clock.now() + retryInMs;
        this.#sleep(identity, entry);
        if (this.#keeps(identity, entry))
            this.#options.onFailure?.(identity, { error, retryInMs });
    }
    /** Sets the alarm for the renewal, in short naps. */
    #sleep(identity, entry) {
        entry.cancelTimer?.();
        if (!this.#keeps(identity, entry))
            return;
        const nap = Math.min(longestSleepMs, Math.max(0, entry.renewAt - this.#clock.now()));
        entry.cancelTimer = this.#clock.after(nap, () => this.#wake(identity, entry));
    }
    #wake(identity, entry) {
        if (this.#clock.now() < entry.renewAt) {
            this.#sleep(identity, entry);
            return;
        }
        // Reported through onFailure, and tried again: nobody waits for this promise.
        this.#issued(identity, entry).catch(() => undefined);
    }
    #keeps(identity, entry) {
        return !this.#stopped && this.#entries.get(identity) === entry;
    }
}
//# sourceMappingURL=certificates.js.map