/**
 * A plugin's behaviours, written once, tried twice: on the host in Node and on a real Envoy. Both have to meet the
 * behaviour's expectations, and to agree with each other in everything that was seen on the way.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { EnvoyLabs } from "./envoy-lab.js";
import { HostLab } from "./host-lab.js";
import { type Answer, type Lab, type LabProxy, steady } from "./lab.js";

/** Says what a proxy does; called twice, with the host and with Envoy. */
export type Behaviour = (proxy: LabProxy) => Promise<void>;

/** Registers a behaviour under a sentence. */
export type Behaves = (title: string, behaviour: Behaviour) => void;

/** What one try saw, in the order in which it saw it. */
type Transcript = readonly unknown[];

const behaviourMs = 20_000;
const envoyStartMs = 120_000;
const labs: Lab[] = [];
const onEnvoy = process.env["WASM_ON"] !== "host";
let running: EnvoyLabs | undefined;

if (onEnvoy) afterAll(() => running?.stop());

/** Describes the behaviours of a lab. A lab of its own for what must not see the traces of other behaviours. */
export function describeOnBoth(title: string, lab: Lab, behaviours: (behaves: Behaves) => void): void {
  const number = labs.push(lab) - 1;
  const found: { readonly title: string; readonly behaviour: Behaviour }[] = [];
  behaviours((sentence, behaviour) => found.push({ title: sentence, behaviour }));
  const transcripts = new Map<string, Transcript>();
  describe(title, () => {
    describe("on the host", () => {
      let host: HostLab;
      beforeAll(() => {
        host = new HostLab(lab, number);
      });
      for (const { title: sentence, behaviour } of found) {
        it(sentence, async () => {
          host.begin();
          transcripts.set(sentence, await transcriptOf(host, behaviour));
        });
      }
    });
    if (onEnvoy) describeOnEnvoy(number, found, transcripts);
  });
}

function describeOnEnvoy(
  number: number,
  found: readonly { readonly title: string; readonly behaviour: Behaviour }[],
  transcripts: ReadonlyMap<string, Transcript>,
): void {
  describe("on Envoy, alike", () => {
    beforeAll(async () => {
      if (running !== undefined) return;
      running = new EnvoyLabs(labs);
      await running.start();
    }, envoyStartMs);
    for (const { title, behaviour } of found) {
      it(
        title,
        async () => {
          const before = transcripts.get(title);
          const lines = before?.at(-1);
          const expected = Array.isArray(lines) ? lines.length : 0;
          const proxy = running?.proxy(number, () => expected);
          if (proxy === undefined) throw new Error("Envoy is not there");
          const transcript = await transcriptOf(proxy, behaviour);
          if (before !== undefined) expect(transcript).toEqual(before);
        },
        behaviourMs,
      );
    }
  });
}

async function transcriptOf(proxy: LabProxy, behaviour: Behaviour): Promise<Transcript> {
  const seen: unknown[] = [];
  await behaviour({
    ...bound(proxy),
    send: async (asked) => {
      const answer = await proxy.send(asked);
      seen.push(comparable(answer));
      return answer;
    },
  });
  return [...seen, await proxy.logged()];
}

function bound(proxy: LabProxy): LabProxy {
  return {
    send: (asked) => proxy.send(asked),
    logged: () => proxy.logged(),
    metric: (name) => proxy.metric(name),
    wait: (ms) => proxy.wait(ms),
  };
}

function comparable({ kind, status, headers, body, trailers, upstream }: Answer): unknown {
  const seen = upstream === undefined ? undefined : { ...upstream, headers: steady(upstream.headers) };
  return { kind, status, headers: steady(headers), body, trailers, ...(seen !== undefined && { upstream: seen }) };
}
