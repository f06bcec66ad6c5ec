/** The clock of this process; its timers do not keep the process alive. */
export const systemClock = {
    now: () => performance.now(),
    after(ms, run) {
        const timer = setTimeout(run, ms);
        timer.unref();
        return () => clearTimeout(timer);
    },
};
//# sourceMappingURL=clock.js.map