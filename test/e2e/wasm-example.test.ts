/** examples/wasm as it is, on real Envoys: a plugin that comes with waymark, a filter of its own, and edits while it runs. */
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { requestThroughProxy } from "../../src/runtime/proxied-request.js";
import { aLocalMesh, diagnosticsText, type TestMesh } from "../support/local-mesh.js";

jest.setTimeout(60_000);

const example = fileURLToPath(new URL("../../examples/wasm/", import.meta.url));
const files = readdirSync(example).filter((name) => name.endsWith(".yaml"));
// The mesh runs in a folder of its own; set-up has put the modules into the example's.
const textOf = (name: string): string =>
  readFileSync(join(example, name), "utf8").replaceAll("file://./", `file://${example}`);
let mesh: TestMesh;

beforeAll(async () => {
  mesh = await aLocalMesh(Object.fromEntries(files.map((name) => [name, textOf(name)])));
}, 120_000);

afterAll(() => mesh?.close(), 60_000);

async function asked(url: string, { method = "GET", key }: { readonly method?: string; readonly key?: string } = {}) {
  const headers: [string, string][] = key === undefined ? [] : [["x-api-key", key]];
  const outcome = await requestThroughProxy({ proxy: mesh.proxyOf("shop/sa/web"), url, method, headers });
  if (outcome.kind !== "answered") throw new Error(`no answer from ${url}: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Fails by the time limit of its test. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(50);
}

const key = "an example, not a key";

it("raises no alarm", () => {
  expect(diagnosticsText(mesh)).toBe("");
});

describe("the orders", () => {
  it("are for those who have a key, and learn whose it is instead of the key", async () => {
    expect((await asked("http://orders.shop/orders/7")).status).toBe(401);
    const answer = await asked("http://orders.shop/orders/7", { key });
    expect(answer.status).toBe(200);
    const seen = JSON.parse(answer.body) as { readonly headers: Readonly<Record<string, unknown>> };
    expect(seen.headers).toMatchObject({ "X-Consumer": ["partner"] });
    expect(seen.headers).not.toHaveProperty("X-Api-Key");
    expect((await asked("http://orders.shop/orders/7", { key, method: "DELETE" })).status).toBe(403);
    expect((await asked("http://orders.shop/health")).status).toBe(200);
  });
});

describe("the catalog", () => {
  it("is closed where the manifest says so, and opened by an edit", async () => {
    expect((await asked("http://catalog.shop/books")).status).toBe(200);
    const closed = await asked("http://catalog.shop/search?q=1");
    expect(closed).toMatchObject({ status: 503, body: "closed for maintenance\n" });
    expect(Object.fromEntries(closed.headers)).toMatchObject({ "retry-after": "120" });
    await writeFile(
      join(mesh.folder, "maintenance.yaml"),
      textOf("maintenance.yaml").replace("closed: [/search]", "closed: []"),
    );
    await eventually(async () => (await asked("http://catalog.shop/search?q=1")).status === 200);
  });

  it("stays as it was when an edit does not fit the schema", async () => {
    await writeFile(
      join(mesh.folder, "maintenance.yaml"),
      textOf("maintenance.yaml").replace("closed: [/search]", "closed: [books]"),
    );
    await eventually(async () => /maintenance\.yaml:\d+:\d+ error WM6009/.test(diagnosticsText(mesh)));
    await mesh.settled();
    expect((await asked("http://catalog.shop/books")).status).toBe(200);
  });
});
