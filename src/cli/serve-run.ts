import { realpath } from "node:fs/promises";
import { startControlPlane } from "../control-plane.js";
import type { ControlPlane, ControlPlaneEvent, XdsEndpoint } from "../control-plane-types.js";
import { createLogger, type Logger } from "../log.js";
import { shortType } from "../metrics.js";
import { isLoopback } from "../runtime/local-addresses.js";
import { stateFolder } from "../runtime/run-record.js";
import { startStatusServer } from "../runtime/status-server.js";
import { authorityFiles } from "./authority-files.js";
import { locate } from "./diagnostic-frame.js";
import { EnvironmentProblem, type ExitCode, exitCodes, UsageError } from "./exit.js";
import { giveBackMemory } from "./heap.js";
import { hostPort } from "./host-port.js";
import { interruption } from "./interruption.js";
import { keyFetching } from "./key-fetching.js";
import { moduleFetching } from "./module-fetching.js";
import { textIn } from "./option-values.js";
import type { ServeOptions } from "./options.js";
import { stateReport } from "./state-report.js";
import { type UpEvent, upEvents } from "./up-events.js";

/** Serves until it is interrupted. */
export async function runServe(folder: string, options: ServeOptions): Promise<ExitCode> {
  const authority = authorityFiles(options);
  const keys = await keyFetching(options);
  const modules = await moduleFetching(options);
  const xds = await xdsEndpoint(options);
  const http = hostPort("--http-address", options.httpAddress);
  const absolute = await realpath(folder).catch(() => {
    throw new UsageError(`${folder} does not exist`);
  });
  const log = createLogger({ level: options.logLevel });
  const stopped = interruption(() => process.exit(130));
  const serving: { plane?: ControlPlane } = {};
  const status = await startStatusServer(http, {
    ready: () => serving.plane !== undefined,
    metrics: async () => (await serving.plane?.metrics()) ?? "",
    state: () => serving.plane && stateReport(serving.plane),
  }).catch((error: unknown) => {
    throw new EnvironmentProblem(`${options.httpAddress} cannot be listened on: ${String(error)}`);
  });
  try {
    const plane = await startControlPlane({
      folder,
      watch: true,
      stateDir: options.stateDir ?? (await stateFolder(absolute, process.env)),
      xds,
      keys,
      modules,
      log,
      onEvent: eventLog(log),
      ...(options.templates !== undefined && { templates: options.templates }),
      ...(authority !== undefined && { authority }),
    });
    serving.plane = plane;
    giveBackMemory();
    log.info({ xds: plane.xdsAddress, http: status.address, tls: xds.tls !== undefined }, "serving");
    const signal = await stopped.asked;
    log.info({ signal }, "stopping");
  } finally {
    await serving.plane?.close();
    await status.close();
    stopped.dispose();
  }
  return exitCodes.fine;
}

async function xdsEndpoint(options: ServeOptions): Promise<XdsEndpoint> {
  const address = hostPort("--xds-address", options.xdsAddress);
  const { tlsCert, tlsKey, clientCa } = options;
  const local = address.host === "localhost" || isLoopback(address.host);
  if (!local && clientCa === undefined && !options.insecure) {
    throw new UsageError(
      `${options.xdsAddress} can be reached from other machines, and whoever connects gets private keys: ` +
        "name an authority for client certificates with --client-ca, or say --insecure",
    );
  }
  if (tlsCert === undefined || tlsKey === undefined) {
    if ((tlsCert ?? tlsKey ?? clientCa) !== undefined) throw new UsageError("TLS needs both --tls-cert and --tls-key");
    return address;
  }
  const [cert, key] = await Promise.all([pem("--tls-cert", tlsCert), pem("--tls-key", tlsKey)]);
  return { ...address, tls: { cert, key, ...(clientCa && { clientCa: await pem("--client-ca", clientCa) }) } };
}

async function pem(option: string, file: string): Promise<string> {
  const text = await textIn(option, file);
  if (!text.includes("-----BEGIN")) throw new UsageError(`${option} ${file} is not a PEM file`);
  return text;
}

/** The same events that `up` prints, as log entries. */
function eventLog(log: Logger): (event: ControlPlaneEvent) => void {
  const events = upEvents(locate);
  return (event) => {
    for (const next of events.next(event)) logEvent(log, next);
  };
}

function logEvent(log: Logger, event: UpEvent): void {
  switch (event.event) {
    case "change": {
      const pushes = event.pushes.map(({ waypoint, resources, bytes }) => ({
        waypoint,
        resources: resources.length,
        bytes,
      }));
      log.info({ objects: event.objects.length, pushes, translateMs: event.translateMs }, "changed");
      break;
    }
    case "ack":
      log.debug({ waypoint: event.waypoint, type: shortType(event.type), names: event.names, ms: event.ms }, "took");
      break;
    case "nack": {
      const { waypoint, names, error } = event;
      log.error({ waypoint, type: shortType(event.type), names, error }, "refused");
      break;
    }
    case "diagnostic": {
      const { event: _event, severity, message, ...where } = event;
      log[event.state === "cleared" ? "info" : severities[severity]](where, message);
      break;
    }
    case "log":
      log[event.level]({ source: event.source }, event.message);
      break;
    case "ready":
      break;
  }
}

const severities = { error: "error", warning: "warn", info: "info" } as const;
