import { describe, expect, it } from "@jest/globals";
import { uriNames } from "./subject-alt-names.js";

describe("uriNames()", () => {
  it.each([
    ["", []],
    ["URI:spiffe://cluster.local/ns/a/sa/b", ["spiffe://cluster.local/ns/a/sa/b"]],
    ["DNS:localhost, IP Address:127.0.0.1, URI:spiffe://a/b", ["spiffe://a/b"]],
    ["IP Address:0:0:0:0:0:0:0:1, URI:spiffe://a/b, URI:spiffe://c/d", ["spiffe://a/b", "spiffe://c/d"]],
    ['URI:"spiffe://a/b\\u002c URI:x"', ["spiffe://a/b, URI:x"]],
  ])("reads %j", (text, expected) => expect(uriNames(text)).toEqual(expected));

  it.each(['DNS:"a, URI:spiffe://forged/name"', 'DNS:"a\\", URI:spiffe://forged/name"', "DNS:a, URI"])(
    "finds no name inside another one in %j",
    (text) => expect(uriNames(text)).toEqual([]),
  );
});
