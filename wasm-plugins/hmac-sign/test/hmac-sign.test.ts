import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { WasmHost } from "../../../src/wasm/host/wasm-host.js";
import { describeOnBoth } from "../../../src/wasm-lab/describe-on-both.js";
import type { Asked, Lab } from "../../../src/wasm-lab/lab.js";
import { readyMade } from "../../../test/wasm/support/ready-made.js";

const plugin = readyMade("hmac-sign");
const secret = "a secret for tests only";
const keys = [
  { id: "partner-a", secret },
  { id: "partner-b", secret: Buffer.from("another one, in base64").toString("base64"), encoding: "base64" },
];

interface Request {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly nonce?: string;
  readonly key?: string;
  readonly secret?: string;
  /** Seconds from now. */
  readonly late?: number;
  /** Lines of the headers that are signed. */
  readonly signed?: readonly string[];
  readonly headers?: readonly (readonly [string, string])[];
}

let nonces = 0;
const sha256 = (text: string) => createHash("sha256").update(text).digest();

/** A signed request, made by the description in the README. */
function signed(request: Request = {}): Asked {
  const { method = "GET", path = "/", body, key = "partner-a", late = 0, signed: lines = [], headers = [] } = request;
  nonces += 1;
  const nonce = request.nonce ?? `nonce-${nonces}-${process.pid}`;
  const time = Math.floor(Date.now() / 1000) + late;
  const digest = body === undefined ? "-" : sha256(body).toString("hex");
  const message = ["WAYMARK-HMAC-SHA256-V1", key, time, nonce, method, path, ...lines, digest].join("\n");
  const mac = createHmac("sha256", request.secret ?? secret)
    .update(message)
    .digest("base64url");
  return {
    method,
    path,
    ...(body !== undefined && { body }),
    headers: [
      ["x-signature", `v1;key=${key};time=${time};nonce=${nonce};mac=${mac}`],
      ...(body === undefined ? [] : [["content-digest", `sha-256=:${sha256(body).toString("base64")}:`] as const]),
      ...headers,
    ],
  };
}

function lab(configuration: object = {}, rest: Partial<Lab["plugins"][number]> = {}): Lab {
  return { plugins: [{ module: plugin.module, configuration: { keys, ...configuration }, ...rest }] };
}

const refused = (reason: string) => ({
  status: 401,
  upstream: undefined,
  body: `{"error":"unauthorized","reason":"${reason}"}\n`,
});

describeOnBoth("a verifier", lab({ subjectHeader: "x-signed-by", maxBodyBytes: 1000 }), (behaves) => {
  behaves("lets a signed request through, says whose key it was, and keeps the signature", async (proxy) => {
    const answer = await proxy.send(signed({ path: "/orders?dry=1" }));
    expect(answer.upstream?.headers).toMatchObject({ "x-signed-by": "partner-a" });
    expect(answer.upstream?.headers["x-signature"]).toBeUndefined();
  });
  behaves("knows several keys", async (proxy) => {
    const answer = await proxy.send(signed({ key: "partner-b", secret: "another one, in base64" }));
    expect(answer.upstream?.headers["x-signed-by"]).toBe("partner-b");
  });
  behaves("refuses a request without a signature, whatever it says about itself", async (proxy) => {
    const answer = await proxy.send({ headers: [["x-signed-by", "partner-a"]] });
    expect(answer).toMatchObject(refused("signature_missing"));
    expect(answer.headers).toMatchObject({ "content-type": "application/json", "www-authenticate": "HMAC-SHA256" });
  });
  behaves("refuses a signature of another form", async (proxy) => {
    for (const header of ["", "v2", "v1;key=partner-a", "v1;key=a b;time=1;nonce=12345678;mac=x", "\u00c0\u00a7"]) {
      expect(await proxy.send({ headers: [["x-signature", header]] })).toMatchObject({ status: 401 });
    }
  });
  behaves("refuses one by another secret, and by a key that nobody has, in the same words", async (proxy) => {
    expect(await proxy.send(signed({ secret: "something else here" }))).toMatchObject(refused("signature_wrong"));
    expect(await proxy.send(signed({ key: "partner-z" }))).toMatchObject(refused("signature_wrong"));
  });
  behaves("refuses one for another method or path", async (proxy) => {
    expect(await proxy.send({ ...signed(), path: "/other" })).toMatchObject(refused("signature_wrong"));
    expect(await proxy.send({ ...signed(), method: "DELETE" })).toMatchObject(refused("signature_wrong"));
  });
  behaves("refuses times out of range, on either side", async (proxy) => {
    expect(await proxy.send(signed({ late: -400 }))).toMatchObject(refused("time_out_of_range"));
    expect(await proxy.send(signed({ late: 400 }))).toMatchObject(refused("time_out_of_range"));
    expect((await proxy.send(signed({ late: -200 }))).status).toBe(200);
  });
  behaves("refuses a request that was there before", async (proxy) => {
    const request = signed();
    expect((await proxy.send(request)).status).toBe(200);
    expect(await proxy.send(request)).toMatchObject(refused("replayed"));
  });
  behaves("lets a signed body through as it is", async (proxy) => {
    const answer = await proxy.send(signed({ method: "POST", body: '{"amount":1}' }));
    expect(answer).toMatchObject({ status: 200, upstream: { body: '{"amount":1}' } });
  });
  behaves("refuses another body than the one that was signed", async (proxy) => {
    const request = { ...signed({ method: "POST", body: '{"amount":1}' }), body: '{"amount":9}' };
    const answer = await proxy.send(request);
    expect([answer.status, answer.body]).toEqual([401, '{"error":"unauthorized","reason":"body_mismatch"}\n']);
  });
  behaves("refuses a body without a digest, and one behind a signature of none", async (proxy) => {
    expect(await proxy.send({ ...signed({ method: "POST" }), body: "more" })).toMatchObject(refused("digest_missing"));
  });
  behaves("refuses a body beyond the limit", async (proxy) => {
    const answer = await proxy.send(signed({ method: "POST", body: "x".repeat(1001) }));
    expect([answer.status, answer.body]).toEqual([413, '{"error":"payload_too_large","reason":"body_too_large"}\n']);
  });
  behaves("counts what it refused, and logs no more than why", async (proxy) => {
    const before = (await proxy.metric("hmac_sign_refused")) ?? 0;
    await proxy.send();
    expect(await proxy.metric("hmac_sign_refused")).toBe(before + 1);
    expect(await proxy.logged()).toEqual(["warn request refused: signature_missing"]);
  });
});

describeOnBoth(
  "a verifier of headers",
  lab({ headers: ["host", "X-Amount", "x-none"], body: "ignored" }),
  (behaves) => {
    const lines = ["host:lab.test", "x-amount:10,20", "x-none"];
    const amounts = (second: string): readonly (readonly [string, string])[] => [
      ["x-amount", "10"],
      ["x-amount", second],
    ];
    behaves("refuses other values than the ones that were signed", async (proxy) => {
      expect((await proxy.send(signed({ signed: lines, headers: amounts("20") }))).status).toBe(200);
      expect((await proxy.send(signed({ signed: lines, headers: amounts("21") }))).status).toBe(401);
      const more = [...amounts("20"), ["x-none", "1"]] as const;
      expect((await proxy.send(signed({ signed: lines, headers: more }))).status).toBe(401);
    });
    behaves("lets any body through if bodies are ignored", async (proxy) => {
      const request = { ...signed({ method: "POST", signed: lines, headers: amounts("20") }), body: "whatever" };
      expect(await proxy.send(request)).toMatchObject({ status: 200, upstream: { body: "whatever" } });
    });
  },
);

const holding = lab({ holdsHeaders: true }, { allowOnHeadersStopIteration: true });
describeOnBoth("a verifier that holds headers", holding, (behaves) => {
  behaves("shows the service nothing of a request whose body is wrong", async (proxy) => {
    const wrong = { ...signed({ method: "POST", body: "right" }), body: "wrong" };
    expect(await proxy.send(wrong)).toMatchObject(refused("body_mismatch"));
    expect((await proxy.send(signed({ method: "POST", body: "right" }))).upstream?.body).toBe("right");
  });
});

const signer = {
  module: plugin.module,
  configuration: { mode: "sign", keys, signWith: "partner-b", headers: ["host"], holdsHeaders: true },
};
const verifier = {
  module: plugin.module,
  configuration: { keys, headers: ["host"], subjectHeader: "x-signed-by" },
  vmId: "verifier",
};
const chain: Lab = { plugins: [{ ...signer, allowOnHeadersStopIteration: true }, verifier] };
describeOnBoth("a signer and a verifier behind it", chain, (behaves) => {
  behaves("understand each other, with a body and without", async (proxy) => {
    const plain = await proxy.send({ path: "/a?b=c" });
    expect(plain.upstream?.headers["x-signed-by"]).toBe("partner-b");
    const full = await proxy.send({ method: "PUT", body: "some text" });
    expect(full.upstream).toMatchObject({ body: "some text", headers: { "x-signed-by": "partner-b" } });
  });
  behaves("do not take a client's own digest for the body's", async (proxy) => {
    const answer = await proxy.send({ method: "PUT", body: "text", headers: [["content-digest", "sha-256=:AAAA:"]] });
    expect(answer.upstream?.headers["content-digest"]).toBe(`sha-256=:${sha256("text").toString("base64")}:`);
  });
});

describeOnBoth("a full memory of nonces", lab({ replay: { nonces: 1 } }), (behaves) => {
  behaves("refuses what it could not recognise later", async (proxy) => {
    for (let i = 0; i < 16; i += 1) expect((await proxy.send(signed())).status).toBe(200);
    expect(await proxy.send(signed())).toMatchObject({
      status: 503,
      body: '{"error":"unavailable","reason":"replay_memory_full"}\n',
    });
  });
});

describeOnBoth("a full memory that forgets", lab({ replay: { nonces: 1, whenFull: "forget" } }), (behaves) => {
  behaves("goes on without the nonce that is too old first", async (proxy) => {
    const first = signed({ late: -100 });
    await proxy.send(first);
    for (let i = 0; i < 16; i += 1) expect((await proxy.send(signed())).status).toBe(200);
    expect((await proxy.send(first)).status).toBe(200);
  });
});

describe("the configuration of hmac-sign", () => {
  it("is refused with every mistake by its path, and never with a secret", () => {
    const wrong = { keys: [{ id: "a b", secret: "too short" }, { id: "b" }], mode: "sign", signWith: "c", more: 1 };
    const said = plugin.refusals(wrong);
    expect(said).toEqual([
      "keys[0].id: expected 1 to 63 letters, digits, '.', '_' and '-', got \"a b\"",
      "keys[0].secret (9 bytes): expected a secret of at least 16 bytes, text, got nothing",
      "keys[1].secret (nothing): expected a secret of at least 16 bytes, text, got nothing",
      'signWith: expected the id of one of the keys, got "c"',
      "holdsHeaders: expected true, because a signature over the body is added once the body is there (or body: ignored), got nothing",
      "more: there is no such field",
    ]);
    expect(said.join()).not.toContain("too short");
  });
  it("is right exactly if its schema says so", () => {
    const any = fc.constantFrom<unknown>("a", "", 0, 1, 100_000_000, true, false, null, [], {}, ["a"], ["a b"], "hex");
    const mostly = (right: unknown) => fc.oneof({ weight: 6, arbitrary: fc.constant(right) }, any);
    const key = fc.record(
      {
        id: mostly("a"),
        secret: fc.constantFrom<unknown>(
          "0123456789abcdef",
          "00112233445566778899aabbccddeeff",
          "short",
          5,
          "AAAAAAAAAAAAAAAAAAAAAA==",
        ),
        encoding: fc.constantFrom<unknown>("text", "base64", "hex", "rot13"),
      },
      { requiredKeys: ["id", "secret"] },
    );
    const configuration = fc.record(
      {
        keys: fc.oneof({ weight: 5, arbitrary: fc.array(key, { minLength: 1, maxLength: 2 }) }, any),
        mode: fc.oneof(fc.constant("sign"), mostly("verify")),
        header: mostly("x-sig"),
        headers: mostly(["host"]),
        body: fc.oneof(fc.constant("covered"), mostly("ignored")),
        maxBodyBytes: mostly(1),
        holdsHeaders: mostly(true),
        clockSkewSeconds: mostly(5),
        replay: mostly({ nonces: 5, whenFull: "forget" }),
        subjectHeader: mostly("x-who"),
        removeSignature: mostly(false),
      },
      { requiredKeys: ["keys"] },
    );
    let right = 0;
    fc.assert(
      fc.property(configuration, (it) => {
        if (plugin.agreed(it)) right += 1;
      }),
      { numRuns: 400, seed: 7 },
    );
    expect(right).toBeGreaterThan(5);
  });
});

describe("the memory of hmac-sign", () => {
  it("does not grow beyond its bound", () => {
    const host = new WasmHost({ module: plugin.module, recordHostcalls: false, startTime: new Date() });
    host.startPlugin({ keys, replay: { nonces: 32, whenFull: "forget" } }, { vmId: "vm" });
    for (let i = 0; i < 500; i += 1) {
      const { headers = [] } = signed();
      host
        .openStream()
        .requestHeaders({ ":authority": "lab.test", ":path": "/", ":method": "GET", ...Object.fromEntries(headers) });
    }
    const values = [...host.sharedData("vm").values()];
    expect(values.map(({ length }) => length)).toEqual([384, 384]);
  });
});
