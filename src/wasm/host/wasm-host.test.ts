import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { PluginStartError } from "./plugin-slot.js";
import { WasmHost } from "./wasm-host.js";
import "./jest.js";

const probe = fileURLToPath(new URL("../../../test/wasm/modules/probe/probe.wasm", import.meta.url));

function hostOf(...scripts: readonly string[]): WasmHost {
  const host = new WasmHost({ module: probe });
  for (const script of scripts) host.startPlugin(script.replaceAll(/^\s+/gm, ""));
  return host;
}

describe("a stream", () => {
  it("goes to the upstream and back", () => {
    const host = hostOf("on request_headers\nset 0 x-lane canary\non response_headers\nadd 2 x-seen 1");
    const stream = host.openStream();
    expect(stream.requestHeaders({ ":path": "/a" })).toBe("going");
    expect(stream).toHaveReachedUpstream();
    expect(stream).toHaveRequestHeader("x-lane", "canary");
    expect(stream.responseHeaders({ ":status": "201" }, { endOfStream: false })).toBe("going");
    expect(stream.responseBody("done")).toBe("ended");
    expect(stream).toHaveResponseHeader("X-Seen", /^1$/);
    expect(stream.client).toMatchObject({ status: 201, text: "done", ended: true });
  });

  it("is paused until the called service has answered", () => {
    const host = hostOf(`
      on request_headers
      call authz 500 who :method GET :path /check :authority authz
      return 1
      on http_call_response
      effective
      resume 0`);
    const stream = host.openStream();
    expect(stream.requestHeaders()).toBe("request-paused");
    expect(stream).toBePaused("request");
    expect(stream).not.toHaveReachedUpstream();
    expect(stream).toHaveCalledOut("authz", { headers: { ":path": "/check" }, body: "who" });
    expect(() => stream.responseHeaders()).toThrow("the request has not reached the upstream: plugin holds it");
    expect(stream.respondTo(stream.calls[0], { status: 200 })).toBe("going");
    expect(stream).toHaveReachedUpstream();
    expect(() => stream.respondTo(stream.calls[0])).toThrow("is answered already");
  });

  it("hears of a time limit when the test lets time pass", () => {
    const host = hostOf(`
      on request_headers
      call authz 500 - :method GET :path / :authority authz
      return 1
      on http_call_response
      effective
      reply 503 late -1`);
    const stream = host.openStream();
    stream.requestHeaders();
    host.tick(499);
    expect(stream).toBePaused();
    host.tick(1);
    expect(stream).toHaveSentLocalReply(503, { body: "late" });
    expect(host.pendingCalls).toEqual([]);
  });

  it("is answered by a plugin, which its failed expectations explain", () => {
    const host = hostOf("on request_headers\nreply 403 no -1 x-why rules");
    const stream = host.openStream();
    stream.requestHeaders();
    expect(stream).toHaveSentLocalReply(403, { body: "no", headers: { "X-Why": "rules" }, details: "probe" });
    expect(() => expect(stream).toHaveSentLocalReply(401)).toThrow("its status is 403, not 401");
    expect(() => expect(stream).not.toHaveSentLocalReply()).toThrow("expected not a local reply");
    expect(() => expect(stream).toHaveRequestHeader("x-a")).toThrow("plugin replied 403 (probe)");
    expect(() => expect(stream).toBePaused("request")).toThrow("it is not: plugin replied 403 (probe)");
  });

  it("refuses a body that is larger than the proxy would buffer", () => {
    const host = hostOf("on request_body\nreturn 1");
    const stream = host.openStream({ bufferLimitBytes: 8 });
    stream.requestHeaders({}, { endOfStream: false });
    expect(stream.requestBody("12345678", { endOfStream: false })).toBe("request-paused");
    expect(stream.requestBody("9", { endOfStream: false })).toBe("ended");
    expect(stream.client).toMatchObject({ status: 413, text: "Payload Too Large" });
  });

  it("takes trailers both ways", () => {
    const host = hostOf("on request_trailers\nadd 1 x-more 1\non response_trailers\nget 3 x-end");
    const stream = host.openStream();
    stream.requestHeaders({}, { endOfStream: false });
    stream.requestTrailers({ "x-end": "1" });
    expect(stream.upstream.trailers?.toJSON()).toEqual({ "x-end": "1", "x-more": "1" });
    stream.responseHeaders({}, { endOfStream: false });
    expect(stream.responseTrailers({ "x-end": "2" })).toBe("ended");
    expect(host).toHaveLogged("info", "get 3 x-end -> 0 '2'");
  });

  it("says what cannot happen in this order", () => {
    const stream = hostOf("").openStream();
    expect(() => stream.requestBody("x")).toThrow("the request has no headers yet");
    expect(() => stream.responseHeaders()).toThrow("the request has not been sent");
    stream.requestHeaders();
    expect(() => stream.requestHeaders()).toThrow("the request has headers already");
    expect(() => stream.requestBody("x")).toThrow("{ endOfStream: false }");
    expect(stream.disconnect()).toBe("ended");
    expect(stream).toBeReset();
    expect(stream.requestBody("x")).toBe("ended");
  });

  it("has properties that the test sets, in the bytes of their type", () => {
    const host = hostOf(`
      on request_headers
      propx a/text
      propx a/count
      propx a/flag
      propx a/day
      prop source/address`);
    const properties = {
      a: { text: "x", count: 258, flag: true, day: new Date(1) },
      source: { address: "10.0.0.1:1" },
    };
    host.openStream({ properties }).requestHeaders();
    for (const line of [
      "propx a/text -> 0 78",
      "propx a/count -> 0 0201000000000000",
      "propx a/flag -> 0 01",
      "propx a/day -> 0 40420f0000000000",
      "prop source/address -> 0 '10.0.0.1:1'",
    ]) {
      expect(host).toHaveLogged(line);
    }
  });
});

describe("a host", () => {
  it("starts plugins that say yes, and only those", () => {
    const host = new WasmHost({ module: probe });
    expect(() => host.startPlugin("on configure\nreturn 0")).toThrow(PluginStartError);
    expect(() => host.startPlugin("on configure\ntrap unreachable")).toThrow("it traps while it starts");
    expect(host.startPlugin({ json: true }, { name: "mine" })).toMatchObject({ name: "mine", trap: undefined });
  });

  it("keeps the journal of host calls", () => {
    const host = hostOf("on request_headers\nadd 0 x-a 1");
    host.clearRecords();
    host.openStream().requestHeaders();
    expect(host.hostcalls).toContainEqual({
      name: "proxy_add_header_map_value",
      arguments: [0, "x-a", "1"],
      status: 0,
      context: 2,
    });
  });

  it("ticks plugins in virtual time", () => {
    const host = hostOf("on configure\ntick 100\non tick\nmdef 0 ticks\nminc $0 1");
    const before = host.now.getTime();
    host.tick(350);
    expect(host).toHaveMetric("ticks", 3);
    expect(host.now.getTime() - before).toBe(350);
    host.stopPlugins();
    host.tick(1000);
    expect(host).toHaveMetric("ticks", 3);
    expect(() => expect(host).toHaveMetric("tocks")).toThrow("ticks = 3");
  });

  it("shows shared data, metrics and histograms", () => {
    const host = hostOf("on request_headers\nsset k v 0\nmdef 2 h\nmrec $0 5\nmrec $0 7");
    host.openStream().requestHeaders();
    expect(host.sharedData()).toEqual(new Map([["k", "v"]]));
    expect(host.recorded("h")).toEqual([5, 7]);
    expect(host).toHaveMetric("h", 2);
  });

  it("knows only the clusters that it is told, if it is told any", () => {
    const host = new WasmHost({ module: probe, clusters: ["known"] });
    host.startPlugin("on request_headers\ncall other 0 - :method GET :path / :authority a");
    host.openStream().requestHeaders();
    expect(host).toHaveLogged("-> 2 token 0");
    expect(() => expect(host).toHaveCalledOut("other")).toThrow("nothing was called");
  });

  it("calls foreign functions of the test", () => {
    const host = new WasmHost({ module: probe, foreignFunctions: { shout: (text) => text.toString().toUpperCase() } });
    host.startPlugin("on request_headers\nforeign shout hello");
    host.openStream().requestHeaders();
    expect(host).toHaveLogged("foreign shout hello -> 0 'HELLO'");
  });

  it("answers gRPC calls, and carries on gRPC streams", () => {
    const host = hostOf(`
      on request_headers
      gcall svc pkg.Service Method 500 ask
      gstream svc pkg.Service Watch
      gsend one 0
      on grpc_receive
      body 5 0 100
      on grpc_initial_metadata
      get 4 x-i
      on grpc_trailing_metadata
      get 5 x-t
      on grpc_close
      status`);
    host.openStream().requestHeaders();
    const [call, watch] = host.calls;
    if (call?.kind !== "grpc-call" || watch?.kind !== "grpc-stream") throw new Error("no gRPC calls");
    expect(call.sent.map(String)).toEqual(["ask"]);
    call.respond("answer");
    expect(host).toHaveLogged("body 5 0 100 -> 0 'answer'");
    watch.sendInitialMetadata({ "x-i": "1" });
    watch.respond("first");
    watch.sendTrailingMetadata({ "x-t": "2" });
    watch.close(14, "gone");
    for (const line of ["get 4 x-i -> 0 '1'", "'first'", "get 5 x-t -> 0 '2'", "status -> 0 14 'gone{via_upstream}'"]) {
      expect(host).toHaveLogged(line);
    }
    expect(watch.sent.map(String)).toEqual(["one"]);
    expect([call.state, watch.state]).toEqual(["answered", "failed"]);
  });
});

describe("a TCP connection", () => {
  it("carries data both ways, which a plugin changes and holds", () => {
    const host = hostOf(`
      on new_connection
      prop source/address
      on downstream_data
      body 2 0 100
      ifheader 0 never
      on upstream_data
      setbody 3 0 0 >
      on downstream_close
      on log
      log 2 logged`);
    const connection = host.openConnection();
    connection.downstreamData("hello");
    expect(connection.upstream.toString()).toBe("hello");
    connection.upstreamData("back");
    expect(connection.client.toString()).toBe(">back");
    connection.close();
    expect(host).toHaveLogged("on downstream_close how=2");
    expect(host).toHaveLogged("logged");
    expect(() => connection.downstreamData("x")).toThrow("the connection is closed");
  });

  it("gives held data again with what follows", () => {
    const host = hostOf("on downstream_data\nifeos 1\nbody 2 0 100");
    const connection = host.openConnection();
    connection.downstreamData("one ");
    connection.downstreamData("two ");
    expect(connection.upstream.length).toBe(0);
    connection.downstreamData("three", { endOfStream: true });
    expect(connection.upstream.toString()).toBe("one two three");
    expect(host).toHaveLogged("body 2 0 100 -> 0 'one two three'");
  });

  it("is closed by a plugin, and by a trap", () => {
    const closing = hostOf("on downstream_data\nclose 2\nreturn 1").openConnection();
    closing.downstreamData("x");
    expect(closing.closed).toBe(true);
    const trapping = hostOf("on new_connection\ntrap unreachable").openConnection();
    expect(trapping.closed).toBe(true);
  });
});
