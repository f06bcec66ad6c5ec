/** One waypoint in a real Envoy, from IR to bytes, without a control plane. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEnvoy } from "../../scripts/envoy.mjs";
import { vipClusters } from "../../src/envoy/authority-clusters.js";
import { waypointBootstrap, waypointNode } from "../../src/envoy/bootstrap.js";
import { connectOriginateCluster } from "../../src/envoy/connect-originate.js";
import { connectPolicySlot } from "../../src/envoy/connect-policy.js";
import { type Generated, resourceTypes } from "../../src/envoy/generated.js";
import { ownCertificate, trustedRoots } from "../../src/envoy/names.js";
import { policySlot } from "../../src/envoy/policy-slot.js";
import { routeConfiguration } from "../../src/envoy/routes.js";
import { loadAssignment, serviceClusters } from "../../src/envoy/service-cluster.js";
import { serviceListener } from "../../src/envoy/service-listener.js";
import { type Misfit, type TemplateName, type Templates, templateTypes } from "../../src/envoy/templates.js";
import type { Authority } from "../../src/identity/authority.js";
import { certificateSecret, trustSecret } from "../../src/identity/sds.js";
import type { SpiffeId } from "../../src/identity/spiffe.js";
import type { Identity, Waypoint } from "../../src/ir/waypoint.js";
import { fromJson, ProtoError } from "../../src/protos.js";
import { type EnvoyProcess, startEnvoy } from "../../src/runtime/envoy-process.js";
import { openProcessGuard } from "../../src/runtime/process-guard.js";
import type { TlsIdentity } from "./hbone.js";

/** Everything a waypoint would be sent, secrets excepted. */
export function waypointResources({ ports, destinations, settings }: Waypoint): readonly Generated[] {
  return [
    connectOriginateCluster(),
    connectPolicySlot(ports),
    ...ports.flatMap(({ port, routes, access }) => [
      ...vipClusters(port),
      serviceListener(port, settings),
      ...(routes === undefined ? [] : [routeConfiguration(port, routes, settings), policySlot(port, access)]),
    ]),
    ...destinations.flatMap((destination) => [...serviceClusters(destination), loadAssignment(destination)]),
  ];
}

/** The two secrets of a proxy. */
export async function secretsOf(
  authority: Authority,
  identity: Identity,
  trusted: string,
): Promise<readonly Generated[]> {
  const certificate = await authority.issue({ identity: identity as string as SpiffeId, ttlMs: 3_600_000 });
  const trust = trustSecret(trustedRoots, { rootsPem: authority.rootsPem, sanPrefixes: [`spiffe://${trusted}/`] });
  return [
    {
      type: resourceTypes.secret,
      name: ownCertificate,
      message: certificateSecret(ownCertificate, certificate),
      requires: [],
    },
    { type: resourceTypes.secret, name: trustedRoots, message: trust, requires: [] },
  ];
}

/** The same for a client or a pod that is no Envoy. */
export async function tlsIdentity(authority: Authority, identity: Identity): Promise<TlsIdentity> {
  const issued = await authority.issue({ identity: identity as string as SpiffeId, ttlMs: 3_600_000 });
  return { cert: issued.chainPem, key: issued.privateKey.reveal(), ca: authority.rootsPem };
}

export const misfit: Misfit = (type, json) => {
  try {
    fromJson(type, json);
    return undefined;
  } catch (error) {
    if (error instanceof ProtoError) return error;
    throw error;
  }
};

/** The templates of the repository. */
export async function builtInTemplates(): Promise<Templates> {
  const names = Object.keys(templateTypes) as TemplateName[];
  const texts = await Promise.all(
    names.map(async (name) => {
      const file = new URL(`../../envoy-templates/${name}`, import.meta.url);
      return [name, { file: `envoy-templates/${name}`, text: await readFile(file, "utf8") }] as const;
    }),
  );
  return Object.fromEntries(texts) as Templates;
}

/** A waypoint's bootstrap; the control plane may be one that is never asked. */
export async function bootstrapOf(
  { settings }: Pick<Waypoint, "settings">,
  listen: { readonly address: string; readonly port: number },
  xdsPort = 1,
): Promise<ReturnType<typeof fromJson<"envoy.config.bootstrap.v3.Bootstrap">>> {
  const filled = waypointBootstrap(
    {
      node: waypointNode(settings.name, listen.address),
      listen,
      admin: { address: "127.0.0.1", port: 0 },
      xds: { address: "127.0.0.1", port: xdsPort },
      ...(settings.accessLogFile !== undefined && { accessLogFile: settings.accessLogFile }),
    },
    { templates: await builtInTemplates(), misfit },
  );
  if (filled.value === undefined) throw new Error(JSON.stringify(filled.diagnostics.map((it) => it.message)));
  return fromJson("envoy.config.bootstrap.v3.Bootstrap", filled.value);
}

/** An Envoy of the pinned version that runs until `stop`. */
export async function runEnvoy(text: string): Promise<{ readonly envoy: EnvoyProcess; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "waymark-envoy-"));
  const guard = await openProcessGuard(folder);
  const { path } = await findEnvoy();
  const envoy = await startEnvoy({
    binary: path,
    name: "waypoint",
    bootstrap: { text },
    guard,
    logLevel: process.env["WAYMARK_TEST_ENVOY_LOG"] === undefined ? "error" : "debug",
    log: (line) => process.env["WAYMARK_TEST_ENVOY_LOG"] !== undefined && console.error(JSON.stringify(line)),
  });
  return {
    envoy,
    async stop() {
      await envoy.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A loopback address of this run: nobody else listens on its fixed ports. */
export function loopbackAddress(): string {
  const octet = (): number => 2 + Math.floor(Math.random() * 250);
  return `127.${octet()}.${octet()}.${octet()}`;
}

/** A port of `address` that was free a moment ago. */
export function freePort(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, address, () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === "object" && bound !== null ? bound.port : 0));
    });
  });
}
