import { describe, expect, it } from "@jest/globals";
import type { Round, Side } from "./bench.js";
import { benchFigures } from "./bench-figures.js";

function side(microseconds: number | undefined, status = 200): Side {
  const cpu = microseconds === undefined ? undefined : { microseconds, grain: 5 };
  return { cpu, statuses: new Map([[status, 2]]), latenciesMs: [1, 3] };
}

const round = (without: number, again: number, plugin: number): Round => ({
  without: side(without),
  again: side(again),
  plugin: side(plugin, 401),
});

describe("benchFigures()", () => {
  it("takes the cost of each round against both runs without a filter", () => {
    const rounds = [round(100, 110, 125), round(200, 200, 222), round(90, 80, 103)];
    const { cpu } = benchFigures([...rounds, ...rounds]);
    expect(cpu?.cost).toMatchObject({ median: 20, least: 18, most: 22 });
    expect(cpu?.noise).toMatchObject({ median: 0, least: -10, most: 10 });
    expect(cpu).toMatchObject({ grain: 5, isClear: true });
    expect(benchFigures(rounds).cpu).toMatchObject({ isClear: false });
  });

  it("does not call a cost clear that is within the noise", () => {
    const rounds = [round(100, 120, 115), round(110, 90, 104), round(100, 130, 118)];
    const { cpu } = benchFigures([...rounds, ...rounds]);
    expect(cpu).toMatchObject({ isClear: false });
  });

  it("tells how requests were answered, and how fast, on both sides", () => {
    expect(benchFigures([round(1, 1, 2)])).toMatchObject({
      rounds: 1,
      requests: 2,
      latency: { without: { p50: 2 }, plugin: { p50: 2, p99: 2.98 } },
      statuses: { without: { "200": 4 }, plugin: { "401": 2 } },
    });
  });

  it("says nothing about CPU where the system does not tell", () => {
    expect(benchFigures([{ without: side(undefined), again: side(1), plugin: side(2) }]).cpu).toBeUndefined();
  });
});
