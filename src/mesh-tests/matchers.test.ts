import { afterAll, describe, expect, it } from "@jest/globals";
import { scratchFolder } from "../sources/testing/scratch-folder.js";
import "./jest.js";
import { type MeshRequest, meshUnderTest, testedMesh } from "./tested-mesh.js";
import { shopMesh, shopText } from "./testing/shop.js";

const mesh = meshUnderTest(shopMesh());
const folder = scratchFolder();
afterAll(() => folder.remove());

function asking(more: Partial<MeshRequest> = {}) {
  return mesh.request({ from: "shop/sa/web", to: "app.shop", path: "/web", ...more });
}

function messageOf(fail: () => void): string {
  try {
    fail();
  } catch (error) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: jest may paint its messages
    return (error as Error).message.replace(/\u001b\[\d+m/g, "");
  }
  throw new Error("it passed");
}

describe("the matchers for meshes", () => {
  it("pass where the mesh does so", () => {
    expect(asking()).toBeAllowed();
    expect(asking()).toBeAllowedBy("shop/readers rule[0]");
    expect(asking()).toReach("shop/app:80");
    expect(asking()).toBeAnsweredWith(200);
    expect(asking()).toMeet("allow");
    expect(asking()).toMeet({ route: "shop/app/web", headers: { "x-by": "app" } });
    expect(asking({ path: "/web/admin" })).toBeDenied();
    expect(asking({ path: "/web/admin" })).toBeDeniedBy("shop/no-admin");
    expect(asking({ path: "/moved" })).toBeRedirectedTo("http://new.example/moved");
  });

  it("know the opposite", () => {
    expect(asking()).not.toBeDenied();
    expect(asking()).not.toBeAllowedBy("shop/readers rule[1]");
    expect(asking({ to: "nobody.shop" })).not.toBeDenied();
    expect(asking({ path: "/web/admin" })).not.toBeAllowed();
    expect(asking({ path: "/web/admin" })).not.toBeDeniedBy("shop/readers");
    expect(asking()).not.toReach("shop/old");
    expect(asking()).not.toBeRedirectedTo("http://new.example/moved");
    expect(messageOf(() => expect(asking()).not.toBeAllowed())).toContain('expected not {"verdict":"allow"}');
  });

  it("tell what happens instead, with the line that decides and what the other rule wants", async () => {
    const file = folder.write("shop.yaml", shopText);
    const read = await testedMesh(folder.path);
    expect(read.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const answer = read.request({ from: "shop/sa/web", to: "app.shop", path: "/web/x" });
    const lines = messageOf(() => expect(answer).toBeDeniedBy("shop/no-admin rule[0]")).split("\n");
    expect(lines[0]).toBe("GET /web/x of app.shop, by shop/sa/web");
    expect(lines.slice(1, 3)).toEqual([
      "expected verdict deny, got allow",
      "expected by shop/no-admin rule[0], got shop/readers rule[0]",
    ]);
    expect(lines.filter((line) => line.startsWith(file)).map((line) => line.replace(/^.*?:\d+:\d+ /, ""))).toEqual([
      "decides: the application answers: one of 2 pods of app.shop.svc.cluster.local:80",
      "does not match: shop/no-admin rule[0] at shop/waypoint",
    ]);
    expect(lines.filter((line) => /^ +\| +\^+$/.test(line))).toHaveLength(2);
    expect(lines.at(-1)).toBe('  ✗ path is "/web/admin": "/web/x"');
  });

  it("refuse what is no request, and requests that cannot be", () => {
    expect(() => expect("GET /").toBeAllowed()).toThrow("toBeAllowed looks at what becomes of a request");
    expect(() => asking({ from: "shop/nobody" })).toThrow("no pod of the mesh is called shop/nobody");
    expect(() => asking({ path: "web" })).toThrow("has the path web A path begins with a slash.");
  });

  it("count what they ask", () => {
    const fresh = meshUnderTest(shopMesh());
    fresh.request({ from: "shop/sa/web", to: "app.shop", path: "/moved" });
    expect(fresh.coverage().find(({ name }) => name === "shop/app/moved")?.requests).toBe(1);
  });
});
