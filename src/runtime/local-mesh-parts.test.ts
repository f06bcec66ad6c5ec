import { describe, expect, it } from "@jest/globals";
import type { EnvoyLogLine } from "./envoy-log.js";
import { logEvent } from "./local-mesh-parts.js";

const line = (level: EnvoyLogLine["level"], message: string, component = "main"): EnvoyLogLine => ({
  envoy: "shop/waypoint",
  level,
  component,
  message,
});

describe("logEvent()", () => {
  it.each([
    [line("critical", "out of memory"), "error"],
    [line("error", "no"), "error"],
    [line("warning", "deprecated field"), "warn"],
    [line("warning", "caught SIGINT"), "info"],
    [line("warning", "caught ENVOY_SIGTERM"), "info"],
    [line("warning", "DeltaAggregatedResources gRPC config stream to xds-grpc closed: 13, gone"), "info"],
    [line("info", "all clusters initialized"), "info"],
    [line("trace", "bytes"), "debug"],
    [line("info", '{"code":200}', "stdout"), "debug"],
  ])("%j is worth %s", (given, level) => {
    expect(logEvent(given)).toEqual({ kind: "log", source: "shop/waypoint", level, message: given.message });
  });
});
