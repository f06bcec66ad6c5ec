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
import { nodeNames, ownCertificate, trustedRoots } from "../../src/envoy/names.js";
import { nodeIdentities } from "../../src/envoy/node/node-proxy.js";
import { nodeProxyBootstrap } from "../../src/envoy/node-proxy-bootstrap.js";
import { policySlot } from "../../src/envoy/policy-slot.js";
import { routeConfiguration } from "../../src/envoy/routes.js";
import { loadAssignment, serviceClusters } from "../../src/envoy/service-cluster.js";
import { serviceListener } from "../../src/envoy/service-listener.js";
import { type Misfit, type TemplateName, type Templates, templateTypes } from "../../src/envoy/templates.js";
import type { Authority } from "../../src/identity/authority.js";
import { certificateSecret, trustSecret } from "../../src/identity/sds.js";
import type { SpiffeId } from "../../src/identity/spiffe.js";
import type { Identity } from "../../src/ir/identity.js";
import type { NodeLayer } from "../../src/ir/node.js";
import type { Waypoint } from "../../src/ir/waypoint.js";
import { type envoy, fromJson, ProtoError } from "../../src/protos.js";
import { type EnvoyProcess, startEnvoy } from "../../src/runtime/envoy-process.js";
import { openProcessGuard } from "../../src/runtime/process-guard.js";
import type { TlsIdentity } from "./hbone.js";

type Bootstrap = envoy.config.bootstrap.v3.Bootstrap;

/** Everything a waypoint would be sent, secrets excepted. */
export function waypointResources({ ports, destinations, settings, forwarders }: Waypoint): readonly Generated[] {
  return [
    connectOriginateCluster(),
    connectPolicySlot(ports, forwarders),
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

/** The secrets of a node proxy. */
export async function nodeSecretsOf(authority: Authority, layer: NodeLayer): Promise<readonly Generated[]> {
  const { own, peers } = nodeIdentities(layer);
  const { rootsPem } = authority;
  const certificates = own.map(async (identity) => {
    const issued = await authority.issue({ identity: identity as string as SpiffeId, ttlMs: 3_600_000 });
    return certificateSecret(nodeNames.certificate(identity), issued);
  });
  const messages = [
    ...(await Promise.all(certificates)),
    ...peers.map((peer) => trustSecret(nodeNames.onlyPeer(peer), { rootsPem, exactSans: [peer] })),
    trustSecret(trustedRoots, { rootsPem, sanPrefixes: layer.trustDomains.map((domain) => `spiffe://${domain}/`) }),
  ];
  return messages.map((message) => ({
    type: resourceTypes.secret,
    name: message.name ?? "",
    message,
    requires: [],
  }));
}

/** A node proxy's bootstrap; the control plane may be one that is never asked. */
export async function nodeBootstrap(xdsPort = 1): Promise<Bootstrap> {
  const filled = nodeProxyBootstrap(
    { name: "local", admin: { address: "127.0.0.1", port: 0 }, xds: { address: "127.0.0.1", port: xdsPort } },
    { templates: await builtInTemplates(), misfit },
  );
  if (filled.value === undefined) throw new Error(JSON.stringify(filled.diagnostics.map((it) => it.message)));
  return fromJson("envoy.config.bootstrap.v3.Bootstrap", filled.value);
}

/** The same for a client or a pod that is no Envoy. */
export async function tlsIdentity(authority: Authority, identity: Identity): Promise<TlsIdentity> {
  const issued = await authority.issue({ identity: identity as string as SpiffeId, ttlMs: 3_600_000 });
  return { cert: issued.chainPem, key: issued.privateKey.reveal(), ca: authority.rootsPem };
}

const misfit: Misfit = (type, json) => {
  try {
    fromJson(type, json);
    return undefined;
  } catch (error) {
    if (error instanceof ProtoError) return error;
    throw error;
  }
};

/** The templates of the repository. */
async function builtInTemplates(): Promise<Templates> {
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
): Promise<Bootstrap> {
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

/** An Envoy of the pinned version that runs until `stop`; `output` collects what it writes to its standard output. */
export async function runEnvoy(
  text: string,
  name = "waypoint",
): Promise<{ readonly envoy: EnvoyProcess; readonly output: readonly string[]; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "waymark-envoy-"));
  const guard = await openProcessGuard(folder);
  const { path } = await findEnvoy();
  const output: string[] = [];
  const envoy = await startEnvoy({
    binary: path,
    name,
    bootstrap: { text },
    guard,
    logLevel: "error",
    moreArguments: ["--file-flush-interval-msec", "50"],
    log: ({ component, message }) => component === "stdout" && output.push(message),
  });
  return {
    envoy,
    output,
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
