import { describe, expect, it } from "@jest/globals";
import type { RunRecord } from "../runtime/run-record.js";
import { chosen, httpUrl, parsedHeader, printOutcome, proxyFor } from "./curl-run.js";
import { UsageError } from "./exit.js";
import { hostPort } from "./host-port.js";
import { createOutput, styled } from "./output.js";
import { bytesText, counted, millisecondsText, table } from "./table.js";
import { userWorkloads } from "./user-workloads.js";

describe("userWorkloads()", () => {
  it.each([
    ["shop/reviews=http://127.0.0.1:3000", "http://127.0.0.1:3000"],
    ["shop/reviews=127.0.0.1:3000", "http://127.0.0.1:3000"],
    ["shop/reviews=tcp://127.0.0.1:3000", "tcp://127.0.0.1:3000"],
  ])("%s", (value, target) => {
    expect(userWorkloads([value])).toEqual([{ name: "shop/reviews", target }]);
  });

  it.each(["reviews=http://127.0.0.1:3000", "shop/reviews", "shop/reviews=", "shop/reviews=http://"])(
    "%s is wrong usage",
    (value) => {
      expect(() => userWorkloads([value])).toThrow(UsageError);
    },
  );
});

describe("hostPort()", () => {
  it.each([
    ["127.0.0.1:15010", { host: "127.0.0.1", port: 15010 }],
    ["[::1]:0", { host: "::1", port: 0 }],
    [":15010", { host: "0.0.0.0", port: 15010 }],
    ["xds.example:443", { host: "xds.example", port: 443 }],
  ])("%s", (text, expected) => {
    expect(hostPort("--xds-address", text)).toEqual(expected);
  });

  it.each(["15010", "127.0.0.1", "127.0.0.1:70000", "::1:15010"])("%s is wrong usage", (text) => {
    expect(() => hostPort("--xds-address", text)).toThrow("--xds-address");
  });
});

describe("waymark curl", () => {
  const mesh = (folder: string): RunRecord => ({
    pid: 1,
    folder,
    identities: [
      { namespace: "shop", serviceAccount: "web", pod: "web-0", address: "127.9.5.1", proxyUrl: "http://127.0.0.1:1" },
    ],
  });

  it("speaks plain HTTP only", () => {
    expect(httpUrl("reviews.shop/x")).toBe("http://reviews.shop/x");
    expect(() => httpUrl("https://reviews.shop/")).toThrow(UsageError);
  });

  it("takes headers as curl does", () => {
    expect(parsedHeader("X-Time: 10:30")).toEqual(["X-Time", "10:30"]);
    expect(() => parsedHeader("X-Time")).toThrow(UsageError);
  });

  it("finds the only mesh that runs, or the one of the folder", () => {
    expect(chosen([mesh("/a")], undefined).folder).toBe("/a");
    expect(chosen([mesh("/a"), mesh("/b")], "/b").folder).toBe("/b");
    expect(() => chosen([mesh("/a"), mesh("/b")], undefined)).toThrow("--folder");
    expect(() => chosen([], undefined)).toThrow("waymark up");
  });

  it("names those it knows when asked for somebody else", () => {
    expect(proxyFor("shop/sa/web", mesh("/a"))).toBe("http://127.0.0.1:1");
    expect(() => proxyFor("shop/sa/admin", mesh("/a"))).toThrow("known: shop/sa/web");
  });
});

function written(isTTY: boolean, env: Record<string, string>): { out: string; err: string; colour: boolean } {
  const seen = { out: [] as string[], err: [] as string[] };
  const stdout = { isTTY, write: (text: string) => seen.out.push(text) };
  const stderr = { write: (text: string) => seen.err.push(text) };
  const output = createOutput({ json: false, env, stdout, stderr });
  const headers = [["Content-Type", "text/plain"]] as const;
  printOutcome({ kind: "answered", status: 200, statusText: "OK", headers, body: "hello" }, false, output);
  printOutcome({ kind: "refused", status: 403, reason: "" }, false, output);
  return { out: seen.out.join(""), err: seen.err.join(""), colour: output.colour };
}

describe("createOutput()", () => {
  it("keeps bodies apart from what is said about them", () => {
    expect(written(false, {})).toEqual({
      out: "hello\n",
      err: "HTTP/1.1 200 OK\nthe mesh refused the connection: 403 (an L4 policy does not allow it)\n",
      colour: false,
    });
  });

  it.each([
    [true, {}, true],
    [true, { NO_COLOR: "1" }, false],
    [true, { TERM: "dumb" }, false],
    [false, {}, false],
  ])("terminal %s, environment %j: colours %s", (isTTY, env, colour) => {
    expect(written(isTTY, env as Record<string, string>).colour).toBe(colour);
    expect(styled("x", "bold", colour) === "x").toBe(!colour);
  });
});

describe("the words for figures", () => {
  it.each([
    [counted(1, "service"), "1 service"],
    [counted(0, "service"), "0 services"],
    [bytesText(812), "812 B"],
    [bytesText(3_400_000), "3.4 MB"],
    [millisecondsText(0.42), "0.4 ms"],
    [millisecondsText(1800), "1.8 s"],
    [table(["A", "LONG"], [["abc", "d"]]), "A    LONG\nabc  d"],
  ])("%j", (text, expected) => {
    expect(text).toBe(expected);
  });
});
