/** What filters of the SDK do in a real Envoy. */

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { cache, filterModule } from "../../wasm-plugins/sdk/test/lean-host.js";
import { tutorialFiles } from "../support/tutorial.js";
import { type Answer, serviceCluster, startWasmEnvoy, type WasmEnvoy, type WasmFilter } from "../support/wasm-envoy.js";

let run: WasmEnvoy;
let kitchen: Uint8Array;

beforeAll(async () => {
  kitchen = await filterModule("kitchen-sink");
  const closed: WasmFilter = {
    name: "closed",
    wasm: kitchen,
    configuration: JSON.stringify({ cluster: serviceCluster, tickMs: 20 }),
  };
  run = await startWasmEnvoy([
    closed,
    { ...closed, name: "trap-closed" },
    { ...closed, name: "trap-open", failurePolicy: "FAIL_OPEN" },
    { ...closed, name: "trap-reload", failurePolicy: "FAIL_RELOAD" },
    { name: "add-header", wasm: await filterModule("add-header") },
    { name: "gate", wasm: await tutorialFilter(), configuration: '{"password": "sesame"}' },
    { name: "network", wasm: await filterModule("network"), network: true },
  ]);
}, 300_000);

afterAll(() => run?.close());

/** The filter that `docs/wasm/first-filter.md` teaches, as it stands there. */
async function tutorialFilter(): Promise<Uint8Array> {
  const files = await tutorialFiles();
  const folder = join(cache, "tutorial");
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return filterModule("gate", join(folder, "gate", "assembly", "index.ts"));
}

function having(what: string, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return run.ask("closed", { "x-do": what, ...more });
}

/** What the service was asked. */
function asked(answer: Answer): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  return JSON.parse(answer.body) as ReturnType<typeof asked>;
}

async function eventually<T>(attempt: () => Promise<T>, good: (value: T) => boolean): Promise<T> {
  const until = Date.now() + 20_000;
  for (;;) {
    const value = await attempt();
    if (good(value) || Date.now() > until) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe("headers", () => {
  it("are set in both directions", async () => {
    const answer = await run.ask("add-header");
    expect([asked(answer).headers["x-added"], answer.headers["x-added"]]).toEqual(["by-wasm", "by-wasm"]);
  });

  it("are read, added, replaced and removed", async () => {
    const answer = await having("headers", { "x-in-a": "1", "x-in-secret": "s", "x-in-empty": "", "x-twice": "first" });
    expect(asked(answer).headers).toMatchObject({
      "x-seen": "x-in-a=1;x-in-secret=s;x-in-empty=;twice:1",
      // Node reads header bytes as latin1.
      "x-twice": `first, ${Buffer.from("wörld").toString("latin1")}`,
      "x-missing": "null",
      "x-empty": "empty",
      "x-long": "0123456789".repeat(300),
    });
    expect(asked(answer).headers).not.toHaveProperty("x-in-secret");
  });

  it("keep bytes that are no UTF-8, and such bytes trap nothing", async () => {
    const raw = "v\u00c0\u00a7\u00ff";
    const answer = await having("exact-bytes", { "x-raw": raw });
    expect(asked(answer).headers).toMatchObject({ "x-copied": raw, "x-is-text": "no" });
    expect((await having("nothing")).status).toBe(200);
  });

  it("of the request are out of reach in the response, also by properties: a filter keeps what it needs", async () => {
    const { headers } = await having("nothing");
    expect([headers["x-path-kept"], headers["x-path-property"]]).toEqual(["/some/path?q=1", "gone"]);
  });
});

describe("bodies", () => {
  it("of requests are held until they are whole, and replaced", async () => {
    const answer = await run.ask("closed", { "x-do": "request-body" }, "abc");
    expect(asked(answer).body).toBe("[abc]");
  });

  it("of responses are held until they are whole, and replaced", async () => {
    const { body, status } = await having("response-body");
    expect([status, body]).toEqual([200, expect.stringMatching(/^\d+ bytes were here$/)]);
  });
});

describe("local replies", () => {
  it("answer in place of the service, with headers of the same name twice", async () => {
    const answer = await having("local");
    expect([answer.status, answer.body, answer.headers["x-why"]]).toEqual([403, "nö\n", "because, twice"]);
  });

  it("speak gRPC", async () => {
    const answer = await having("grpc-local", { "content-type": "application/grpc" });
    expect([answer.status, answer.headers["grpc-status"], answer.headers["grpc-message"]]).toEqual([
      200,
      "7",
      "not you",
    ]);
  });

  it("replace responses", async () => {
    const answer = await having("response-replace");
    expect([answer.status, answer.body]).toEqual([418, "was 200"]);
  });

  it("can be no answer at all", async () => {
    await expect(having("reset")).rejects.toThrow(/socket hang up|ECONNRESET/);
  });
});

describe("callouts", () => {
  it("hold the request until they are answered", async () => {
    const called = asked(await having("call")).headers["x-called"] ?? "";
    expect(called).toMatch(/^200:/);
    expect(called).toContain('"path":"/ok"');
  });

  it("follow one another", async () => {
    const called = asked(await having("call-two")).headers["x-called"] ?? "";
    expect(called).toMatch(/^200:.*;200:.*"path":"\/second"/);
  });

  it("decide that the request is refused", async () => {
    const answer = await having("call-deny");
    expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('"path":"/deny"')]);
  });

  it("to nowhere are refused at once, and say why", async () => {
    expect((await having("call-nowhere")).body).toBe("token 0 status 2");
  });

  it("by gRPC report that the other side speaks no gRPC", async () => {
    expect((await having("grpc-call")).body).toMatch(/^grpc (?!0 )\d+ /);
  });

  it("whose request has gone away disturb nobody", async () => {
    await Promise.all(Array.from({ length: 20 }, () => having("call")));
    expect((await having("call")).status).toBe(200);
  });
});

describe("what VMs share", () => {
  it("is data with versions", async () => {
    expect((await having("shared")).body).toMatch(/^(true|false) false true true 2$/);
  });

  it("is metrics, which operators see", async () => {
    expect((await having("metrics")).body).toBe("3 true true");
    const { text } = await run.envoy.admin("/stats?filter=wasmcustom");
    expect(text).toMatch(/wasmcustom\.sdk_gauge: 3/);
    expect(text).toMatch(/wasmcustom\.sdk_requests: [1-9]/);
  });

  it("is queues, filled by a timer", async () => {
    const answer = await eventually(
      () => having("background"),
      ({ body }) => body === "ticked true queued from tick",
    );
    expect(answer.body).toBe("ticked true queued from tick");
  });
});

it("properties, time, chance and functions of the host are there", async () => {
  expect((await having("properties")).body).toBe(
    "/some/path?q=1 GET false true null mine true true true null closed root",
  );
});

it("the log gets lines after the stream has ended", async () => {
  await having("log");
  const line = await eventually(
    () => Promise.resolve(run.logs.find(({ message }) => message.includes("logged 200"))),
    (it) => it !== undefined,
  );
  expect(line?.message).toContain("logged 200 /some/path?q=1");
});

it("network filters see and change what connections carry", async () => {
  expect(await run.send("network", "world")).toBe("hello world");
  expect(await run.send("network", "")).toBe("");
});

it("the filter of the tutorial lets in who knows the password, and keeps the password to itself", async () => {
  const refused = await run.ask("gate", { "x-password": "open" });
  expect([refused.status, refused.body]).toEqual([401, "what is the password?\n"]);
  const admitted = await run.ask("gate", { "x-password": "sesame" });
  expect([admitted.status, asked(admitted).headers]).toEqual([
    200,
    expect.not.objectContaining({ "x-password": "sesame" }),
  ]);
});

describe("a trap", () => {
  async function trapped(filter: string, how: string): Promise<number> {
    return (await run.ask(filter, { "x-do": how })).status;
  }

  it("says what and where in the log, with the names of functions", async () => {
    await trapped("trap-closed", "trap");
    const said = await eventually(
      () => Promise.resolve(run.logs.map(({ message }) => message).join("\n")),
      (words) => words.includes("in-VM backtrace"),
    );
    expect(said).toMatch(/trapped on purpose at .*kitchen-sink\.ts:\d+/);
    expect(said).toMatch(/in-VM backtrace[\s\S]*onHttpRequestHeaders/);
  });

  it("answers 503 from then on where the policy is to fail closed", async () => {
    expect([await trapped("trap-closed", "none"), await trapped("trap-closed", "none")]).toEqual([503, 503]);
  });

  it("answers 503 once, and lets everything pass afterwards, where the policy is to fail open", async () => {
    expect(await trapped("trap-open", "trap")).toBe(503);
    const answer = await run.ask("trap-open", { "x-do": "local" });
    expect([answer.status, answer.headers["x-path-kept"]]).toEqual([200, undefined]);
  });

  it("is over after a new start of the VM where the policy is to reload", async () => {
    expect(await trapped("trap-reload", "out-of-range")).toBe(503);
    const answer = await eventually(
      () => run.ask("trap-reload", { "x-do": "none" }),
      ({ status }) => status === 200,
    );
    expect([answer.status, answer.headers["x-path-kept"]]).toEqual([200, "/some/path?q=1"]);
  });

  it("in one plugin leaves the others alone", async () => {
    expect((await having("none")).status).toBe(200);
  });
});

describe("a configuration", () => {
  it("that is refused keeps Envoy from starting, and the log says each mistake", async () => {
    const filter = { name: "bad", wasm: kitchen, configuration: '{"tickMs":"soon"}' };
    await expect(startWasmEnvoy([filter])).rejects.toThrow(
      /configuration refused: tickMs: expected a whole number from 0 to 60000, got "soon"/,
    );
  });

  it("that traps keeps Envoy from starting, and the log says where", async () => {
    const filter = { name: "bad", wasm: kitchen, configuration: '{"trapOnConfigure":true}' };
    await expect(startWasmEnvoy([filter])).rejects.toThrow(/trapped as configured at .*kitchen-sink\.ts:\d+/);
  });
});
