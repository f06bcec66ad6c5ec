import { describe, expect, it } from "@jest/globals";
import type { IssuedCertificate } from "./authority.js";
import { CertificateKeeper, type CertificateKeeperOptions } from "./certificates.js";
import { Secret } from "./secret.js";
import { spiffeId } from "./spiffe.js";
import { ManualClock } from "./testing/manual-clock.js";

const minute = 60_000;
const hour = 60 * minute;
const web = spiffeId({ trustDomain: "cluster.local", namespace: "shop", serviceAccount: "web" });
const reviews = spiffeId({ trustDomain: "cluster.local", namespace: "shop", serviceAccount: "reviews" });

/** A keeper of certificates that live a day, on a clock of its own; `log` is what it did, with the hour. */
function aKeeper(options: Partial<CertificateKeeperOptions> = {}) {
  const clock = new ManualClock(0);
  const log: string[] = [];
  let serial = 0;
  const note = (text: string): void => {
    log.push(`${Math.round((clock.now() / hour) * 1000) / 1000}h ${text}`);
  };
  const keeper = new CertificateKeeper({
    clock,
    random: () => 0.5,
    issue: async (_identity, now): Promise<IssuedCertificate> => {
      serial += 1;
      note(`issued ${serial}`);
      const times = { notBefore: new Date(now - minute), notAfter: new Date(now + 24 * hour) };
      return { ...times, serial: String(serial), chainPem: "", privateKey: new Secret("key") };
    },
    onRotated: (identity, { serial: rotated }) => note(`rotated ${identity.split("/").at(-1)} to ${rotated}`),
    onFailure: (_identity, { error, retryInMs }) => note(`failed: ${error}, again in ${retryInMs} ms`),
    ...options,
  });
  return { keeper, clock, log };
}

describe("CertificateKeeper", () => {
  it("issues one certificate for all who ask for an identity at once", async () => {
    const { keeper, log } = aKeeper();
    const [first, second] = await Promise.all([keeper.current(web), keeper.current(web)]);
    expect(second).toBe(first);
    expect(await keeper.current(web)).toBe(first);
    expect(log).toEqual(["0h issued 1"]);
  });

  it("renews at half of the life and tells who serves it", async () => {
    const { keeper, clock, log } = aKeeper();
    await keeper.current(web);
    await clock.pass(24.5 * hour);
    expect(log).toEqual([
      "0h issued 1",
      "12h issued 2",
      "12h rotated web to 2",
      "24h issued 3",
      "24h rotated web to 3",
    ]);
    expect((await keeper.current(web)).serial).toBe("3");
  });

  it.each([
    [0, 10.8],
    [0.999999, 13.2],
  ])("spreads renewals by a tenth of the life: chance %d renews after %d hours", async (chance, hours) => {
    const { keeper, clock, log } = aKeeper({ random: () => chance });
    await keeper.current(web);
    await clock.pass((hours - 0.1) * hour);
    expect(log).toHaveLength(1);
    await clock.pass(0.2 * hour);
    expect(log).toContain(`${hours}h rotated web to 2`);
  });

  it("keeps the old certificate while renewals fail, and tries less and less often", async () => {
    let failing = false;
    const { keeper, clock, log } = aKeeper();
    const { keeper: flaky } = aKeeper({
      clock,
      issue: async (identity) => {
        if (failing) throw new Error("no authority");
        return keeper.current(identity);
      },
      onFailure: (_identity, { retryInMs }) => log.push(`again in ${retryInMs}`),
      onRotated: (_identity, { serial }) => log.push(`flaky rotated to ${serial}`),
    });
    const first = await flaky.current(web);
    failing = true;
    await clock.pass(12 * hour + 1000 + 2000 + 4000);
    expect(log.filter((line) => line.startsWith("again"))).toEqual([
      "again in 1000",
      "again in 2000",
      "again in 4000",
      "again in 8000",
    ]);
    expect(await flaky.current(web)).toBe(first);
    failing = false;
    await clock.pass(8000);
    expect(log.at(-1)).toBe("flaky rotated to 2");
  });

  it("waits at most 150 s between tries", async () => {
    const waits: number[] = [];
    const { keeper, clock } = aKeeper({
      issue: () => Promise.reject(new Error("no authority")),
      onFailure: (_identity, { retryInMs }) => waits.push(retryInMs),
    });
    await expect(keeper.current(web)).rejects.toThrow("no authority");
    await clock.pass(hour);
    expect(Math.max(...waits)).toBe(150_000);
    expect(waits.at(-1)).toBe(150_000);
  });

  it("never hands out a certificate that ran out while the machine slept", async () => {
    const { keeper, clock, log } = aKeeper();
    await keeper.current(web);
    clock.jump(48 * hour);
    expect((await keeper.current(web)).serial).toBe("2");
    expect(log).toEqual(["0h issued 1", "48h issued 2", "48h rotated web to 2"]);
  });

  it("looks at the clock every minute, because timers stand still in a sleeping machine", async () => {
    const { keeper, clock, log } = aKeeper();
    await keeper.current(web);
    await clock.sleep(13 * hour);
    expect(log.at(-1)).toBe("13h rotated web to 2");
  });

  it("lets go of a forgotten identity and keeps the others", async () => {
    const { keeper, clock, log } = aKeeper();
    await keeper.current(web);
    await keeper.current(reviews);
    keeper.forget(web);
    await clock.pass(13 * hour);
    expect(log.filter((line) => line.includes("rotated"))).toEqual(["12h rotated reviews to 3"]);
    expect(keeper.kept(web)).toBeUndefined();
    expect(keeper.kept(reviews)?.serial).toBe("3");
  });

  it("sets no alarm after stop(), not even when an issuing ends later", async () => {
    const { keeper, clock } = aKeeper();
    await keeper.current(web);
    const late = keeper.current(reviews);
    keeper.stop();
    await late;
    expect(clock.alarms).toBe(0);
    await expect(keeper.current(web)).rejects.toThrow("was stopped");
  });

  it("does not renew in a tight loop when the authority itself is about to end", async () => {
    const end = new Date(10_000);
    let issued = 0;
    const { keeper, clock } = aKeeper({
      issue: async () => {
        issued += 1;
        return { notBefore: new Date(0), notAfter: end, serial: "1", chainPem: "", privateKey: new Secret("key") };
      },
    });
    await keeper.current(web);
    await clock.pass(9_999);
    expect(issued).toBeLessThan(8);
  });
});
