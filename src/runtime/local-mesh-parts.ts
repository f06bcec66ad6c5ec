import { findEnvoy } from "../../scripts/envoy.mjs";
import { startControlPlane } from "../control-plane.js";
import type { EnvoyLogLine } from "./envoy-log.js";
import { startEnvoy } from "./envoy-process.js";
import type { LogEvent, MeshParts, RunningProxy } from "./local-mesh.js";
import type { ProcessGuard } from "./process-guard.js";

export interface MeshPartsOptions {
  /** Path of an Envoy; found or fetched unless given. */
  readonly envoy?: string;
  readonly guard: ProcessGuard;
  /** Told what finding Envoy involves, line by line. */
  readonly note: (line: string) => void;
  /** Envoy's own log level; `warning` unless given. */
  readonly envoyLogLevel?: "warning" | "info" | "debug";
}

/**
 * The real control plane and real Envoys.
 * @throws EnvoyNotFound
 */
export async function localMeshParts(options: MeshPartsOptions): Promise<MeshParts> {
  const env = options.envoy === undefined ? process.env : { ...process.env, WAYMARK_ENVOY: options.envoy };
  const { path: binary } = await findEnvoy({ log: options.note, env });
  return {
    startControlPlane,
    startProxy: async ({ name, bootstrap, onLog }) => {
      const envoy = await startEnvoy({
        binary,
        name,
        bootstrap: { text: bootstrap },
        guard: options.guard,
        ...(options.envoyLogLevel !== undefined && { logLevel: options.envoyLogLevel }),
        log: (line) => onLog(logEvent(line)),
        onExit: ({ code, signal, restartInMs }) => {
          const next =
            restartInMs === undefined ? "it is not started again" : `it is started again in ${restartInMs} ms`;
          onLog({
            kind: "log",
            source: name,
            level: "error",
            message: `Envoy ended (${signal ?? `code ${code}`}); ${next}`,
          });
        },
      });
      try {
        await envoy.ready();
      } catch (error) {
        await envoy.stop();
        throw error;
      }
      return runningProxy(envoy);
    },
  };
}

function runningProxy(envoy: Awaited<ReturnType<typeof startEnvoy>>): RunningProxy {
  return {
    // A restarted Envoy has another port.
    get adminUrl() {
      return envoy.adminUrl ?? "";
    },
    get pid() {
      return envoy.pid;
    },
    admin: async (path) => (await envoy.admin(path)).text,
    stop: () => envoy.stop(),
  };
}

/**
 * What Envoy warns of although all is well: that it was told to end, and that the control plane, which ends at the same
 * time, is gone.
 */
const routine = /^caught (ENVOY_)?SIG(TERM|INT|HUP)|gRPC config stream to \S+ closed/;

/** Access log lines on standard output are of use to those who ask for details only. */
export function logEvent({ envoy, level, component, message }: EnvoyLogLine): LogEvent {
  const source = envoy;
  if (component === "stdout") return { kind: "log", source, level: "debug", message };
  if (level === "critical" || level === "error") return { kind: "log", source, level: "error", message };
  if (level === "warning") return { kind: "log", source, level: routine.test(message) ? "info" : "warn", message };
  return { kind: "log", source, level: level === "info" ? "info" : "debug", message };
}
