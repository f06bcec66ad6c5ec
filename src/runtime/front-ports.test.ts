import { afterEach, describe, expect, it } from "@jest/globals";
import { bound, type FrontPorts, reserveFrontPorts, whyBusy } from "./front-ports.js";

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

async function frontPorts(): Promise<FrontPorts> {
  const ports = await reserveFrontPorts();
  open.push(ports);
  return ports;
}

describe("reserveFrontPorts()", () => {
  it("gives every client a port of its own, and always the same", async () => {
    const ports = await frontPorts();
    const clients = Array.from({ length: 100 }, (_, index) => `shop/web-${index}`);
    const given = clients.map((client) => ports.portFor(client));
    expect(new Set(given).size).toBe(clients.length);
    expect(clients.map((client) => ports.portFor(client))).toEqual(given);
  });

  it("hands out ports that can be bound at once", async () => {
    const ports = await frontPorts();
    expect(await whyBusy("127.0.0.1", ports.portFor("shop/web-0"))).toBeUndefined();
  });

  it("keeps other meshes from a port that is on its way to an Envoy", async () => {
    const sequence = () => {
      let next = 0;
      return () => (next++ % 14_000) / 14_000;
    };
    const one = await reserveFrontPorts(sequence());
    const handedOut = Array.from({ length: 20 }, (_, index) => one.portFor(`one/${index}`));
    const other = await reserveFrontPorts(sequence());
    const others = Array.from({ length: 200 }, (_, index) => other.portFor(`other/${index}`));
    await Promise.all([one.close(), other.close()]);
    expect(others.filter((port) => handedOut.includes(port))).toEqual([]);
  });

  it("keeps others from taking a port before it is needed", async () => {
    // One port can be found: whoever draws it again before it is handed out must find it busy.
    let draws = 0;
    const ports = await reserveFrontPorts(() => draws++ / 14_000);
    open.push(ports);
    expect(await whyBusy("127.0.0.1", ports.portFor("a") - 1)).toBe("EADDRINUSE");
  });
});

describe("whyBusy()", () => {
  it("names the reason, and nothing for an address that is free", async () => {
    const server = await bound("127.4.5.6", 0);
    open.push(server);
    const { port } = server.address() as { port: number };
    expect(await whyBusy("127.4.5.6", port)).toBe("EADDRINUSE");
    expect(await whyBusy("127.4.5.7", port)).toBeUndefined();
  });

  it("says so when this machine does not have the address", async () => {
    expect(await whyBusy("203.0.113.9", 0)).toBe("EADDRNOTAVAIL");
  });
});
