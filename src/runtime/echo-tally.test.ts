import { describe, expect, it } from "@jest/globals";
import { echoTally } from "./echo-tally.js";

describe("echoTally()", () => {
  it("counts the requests of a key, and where they came", () => {
    const tally = echoTally();
    const turns = ["shop/b-0", "shop/a-0", "shop/b-0"].map((pod) => tally.count("one", pod));
    expect(turns).toEqual([1, 2, 3]);
    expect(tally.of("one")).toEqual({ "shop/a-0": 1, "shop/b-0": 2 });
    expect(tally.of("another")).toEqual({});
  });

  it("forgets the oldest of very many keys", () => {
    const tally = echoTally();
    for (let key = 0; key <= 1000; key++) tally.count(String(key), "shop/a-0");
    expect([tally.of("0"), tally.of("1"), tally.of("1000")]).toEqual([{}, { "shop/a-0": 1 }, { "shop/a-0": 1 }]);
  });
});
