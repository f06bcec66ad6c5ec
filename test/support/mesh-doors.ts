/** The doors of a local mesh (port 15008 of its waypoints and pods), tried by hand with certificates of its authority. */

import { type ClientHttp2Session, connect as connectHttp2 } from "node:http2";
import { connect as connectTcp } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { type Authority, openAuthority } from "../../src/identity/authority.js";
import { spiffeId } from "../../src/identity/spiffe.js";
import type { Identity } from "../../src/ir/identity.js";
import { type TlsIdentity, type TunnelClient, tunnelClient } from "./hbone.js";
import type { TestMesh } from "./local-mesh.js";
import { tlsIdentity } from "./waypoint.js";

/** An HBONE door. */
export interface Door {
  readonly address: string;
  readonly port: number;
}

/** Where a waypoint takes tunnels. */
export function waypointDoor({ mesh }: TestMesh, name: string): Door {
  const [address = "", port] =
    mesh
      .view()
      .waypoints.find((waypoint) => waypoint.name === name)
      ?.hbone.split(":") ?? [];
  if (port === undefined) throw new Error(`no waypoint ${name}`);
  return { address, port: Number(port) };
}

/** Where a pod (`namespace/name`) takes tunnels. */
export function podDoor({ mesh }: TestMesh, pod: string): Door {
  const found = mesh.view().workloads.find(({ namespace, name }) => `${namespace}/${name}` === pod);
  if (found === undefined) throw new Error(`no pod ${pod}`);
  return { address: found.address, port: 15008 };
}

/** The name on the wire of a service port: `10.96.0.10:80`. */
export function authorityOf({ mesh }: TestMesh, service: string, port: number): string {
  const found = mesh.state().node.services.find(({ namespace, shortName }) => `${namespace}/${shortName}` === service);
  const authority = found?.ports.find((candidate) => candidate.port === port)?.authority;
  if (authority === undefined) throw new Error(`no port ${port} of ${service}`);
  return authority;
}

/** The authority that the mesh trusts. */
export function authorityOfMesh({ stateDir }: TestMesh): Promise<Authority> {
  return openAuthority({ stateDir });
}

/** A certificate for `namespace/sa/account` of a trust domain. */
export function certificateFor(
  authority: Authority,
  account: string,
  trustDomain = "cluster.local",
): Promise<TlsIdentity> {
  const [namespace = "", , serviceAccount = ""] = account.split("/");
  return tlsIdentity(authority, spiffeId({ trustDomain, namespace, serviceAccount }) as string as Identity);
}

/** A client with a good certificate, at the address of the pod that it claims to be. */
export async function clientAt(mesh: TestMesh, account: string, door: Door): Promise<TunnelClient> {
  const [namespace, , serviceAccount] = account.split("/");
  const found = mesh.mesh
    .view()
    .identities.find((one) => one.namespace === namespace && one.serviceAccount === serviceAccount);
  if (found === undefined) throw new Error(`nobody in the mesh is ${account}`);
  const as = await certificateFor(await authorityOfMesh(mesh), account);
  return tunnelClient({ to: door, as, localAddress: found.address });
}

/** How a stranger at a door fares: the status of its CONNECT, or `turned away`. */
export function knock(door: Door, authority: string, tls: Partial<TlsIdentity>): Promise<number | "turned away"> {
  return new Promise((resolve) => {
    const { address: host, port } = door;
    const socket: TLSSocket = connectTls({
      host,
      port,
      ...tls,
      ALPNProtocols: ["h2"],
      // Whom the door belongs to is no question here.
      rejectUnauthorized: false,
    });
    const session: ClientHttp2Session = connectHttp2(`https://${host}:${port}`, { createConnection: () => socket });
    const over = (outcome: number | "turned away"): void => {
      session.destroy();
      resolve(outcome);
    };
    session.once("error", () => over("turned away"));
    session.once("close", () => over("turned away"));
    const stream = session.request({ ":method": "CONNECT", ":authority": authority }, { endStream: false });
    stream.once("error", () => over("turned away"));
    stream.once("response", (answer) => over(answer[":status"] ?? 0));
  });
}

/** Everything that a door says to somebody who speaks without TLS, until it hangs up. */
export function heardInPlain({ address, port }: Door, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp(port, address, () => socket.write(words));
    let heard = "";
    socket.setEncoding("latin1").on("data", (text: string) => {
      heard += text;
    });
    // A refused connection would say nothing either, and prove nothing.
    socket.once("error", (error: NodeJS.ErrnoException) => (error.code === "ECONNREFUSED" ? reject(error) : undefined));
    socket.once("close", () => resolve(heard));
  });
}
