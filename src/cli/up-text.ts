/** What `waymark up` prints for people. */
import { shortType } from "../metrics.js";
import type { IdentityView, MeshView, ServiceView } from "../runtime/mesh-view.js";
import { type Style, styled } from "./output.js";
import { bytesText, counted, millisecondsText, table } from "./table.js";
import type { ChangedEvent, UpEvent } from "./up-events.js";

export interface MeshTextOptions {
  readonly folder: string;
  readonly colour: boolean;
}

/** The whole mesh: services, waypoints, identities, and how to send a request. */
export function meshText(view: MeshView, { folder, colour }: MeshTextOptions): string {
  const heading = [
    counted(view.services.length, "service"),
    counted(view.waypoints.length, "waypoint"),
    counted(view.workloads.length, "pod"),
    view.identities.length === 1 ? "1 identity" : `${view.identities.length} identities`,
  ].join(", ");
  return [
    styled(`The mesh of ${folder} is up: ${heading}`, "bold", colour),
    servicesTable(view.services),
    waypointsTable(view.waypoints),
    identitiesTable(view.identities),
    movedTable(view.addresses),
    howTo(view),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** What is in `view` and was not in `before`, or is other now; empty if that is nothing. */
export function newsText(view: MeshView, before: MeshView): string {
  const news = {
    services: added(view.services, before.services),
    waypoints: added(view.waypoints, before.waypoints),
    identities: added(view.identities, before.identities),
    addresses: added(view.addresses, before.addresses),
  };
  return [
    servicesTable(news.services),
    waypointsTable(news.waypoints),
    identitiesTable(news.identities),
    movedTable(news.addresses),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function added<T>(now: readonly T[], before: readonly T[]): readonly T[] {
  const known = new Set(before.map((entry) => JSON.stringify(entry)));
  return now.filter((entry) => !known.has(JSON.stringify(entry)));
}

function servicesTable(services: readonly ServiceView[]): string {
  if (services.length === 0) return "";
  const rows = services.map(({ name, ports, waypoint, because }) => [
    name,
    ports.map(({ port, protocol, via }) => `${port} ${protocol}${via === "refused" ? " (refused)" : ""}`).join(", "),
    waypoint ?? "none",
    because.replaceAll("-", " "),
  ]);
  return table(["SERVICE", "PORTS", "WAYPOINT", "WHY"], rows);
}

function waypointsTable(waypoints: MeshView["waypoints"]): string {
  if (waypoints.length === 0) return "";
  const rows = waypoints.map(({ name, hbone, adminUrl }) => [name, hbone, adminUrl ?? "not running"]);
  return table(["WAYPOINT", "HBONE", "ADMIN"], rows);
}

function identitiesTable(identities: readonly IdentityView[]): string {
  if (identities.length === 0) return "";
  const rows = identities.map((each) => [accountOf(each), each.pod, each.address, each.proxyUrl]);
  return table(["IDENTITY", "POD", "ADDRESS", "PROXY"], rows);
}

function movedTable(addresses: MeshView["addresses"]): string {
  if (addresses.length === 0) return "";
  return table(
    ["ADDRESS IN THE MANIFEST", "LIVES AT"],
    addresses.map(({ from, to }) => [from, to]),
  );
}

function howTo({ identities, services }: MeshView): string {
  const client = identities[0];
  const target = services.find(({ ports }) => ports.some(({ via }) => via !== "refused"));
  if (client === undefined || target === undefined) return "";
  const [namespace, name] = target.name.split("/");
  const port = target.ports[0]?.port ?? 80;
  const url = `http://${name}.${namespace}${port === 80 ? "" : `:${port}`}/`;
  return [
    `Send a request as ${accountOf(client)}:`,
    `  waymark curl --as ${accountOf(client)} ${url}`,
    `  curl -p -x ${client.proxyUrl} ${url}`,
  ].join("\n");
}

function accountOf({ namespace, serviceAccount }: IdentityView): string {
  return `${namespace}/sa/${serviceAccount}`;
}

/** One event as a line; undefined for what people need not see. `ready` is `meshText`, diagnostics have their own form. */
export function eventText(event: UpEvent, colour: boolean): string | undefined {
  switch (event.event) {
    case "change":
      return changeText(event, colour);
    case "ack":
      // A proxy that asked for a type of which there is nothing acknowledges nothing.
      if (event.names.length === 0) return undefined;
      return `${styled("✓", "green", colour)} ${event.waypoint} took ${namesText(event.type, event.names)} after ${millisecondsText(event.ms)}`;
    case "nack":
      return `${styled("✗", "red", colour)} ${event.waypoint} refused ${namesText(event.type, event.names)}: ${event.error}`;
    case "diagnostic":
      return event.state === "cleared"
        ? `${styled("✓", "green", colour)} mended: ${event.code} ${event.message}`
        : undefined;
    case "log":
      return event.level === "warn" || event.level === "error"
        ? `${styled(event.level, event.level === "error" ? "red" : "yellow", colour)} ${event.source}: ${event.message}`
        : undefined;
    case "ready":
      return undefined;
  }
}

const changeStyles: Readonly<Record<"added" | "changed" | "removed", Style>> = {
  added: "green",
  changed: "cyan",
  removed: "yellow",
};

function changeText({ objects, pushes, translateMs }: ChangedEvent, colour: boolean): string {
  const shown = objects.slice(0, 3).map(({ key, change }) => `${styled(change, changeStyles[change], colour)} ${key}`);
  if (objects.length === 0) shown.push("no object changed");
  const rest = objects.length > 3 ? [`and ${objects.length - 3} more`] : [];
  const sent = pushes.map(({ waypoint, resources, bytes }) => {
    const what = resources.length === 0 ? "removals" : `${counted(resources.length, "resource")}, ${bytesText(bytes)}`;
    return `${waypoint} (${what})`;
  });
  const effect = sent.length === 0 ? "nothing to send" : `sent to ${sent.join(", ")}`;
  return `${[...shown, ...rest].join(", ")}: ${effect}, translated in ${millisecondsText(translateMs)}`;
}

function namesText(type: string, names: readonly string[]): string {
  const rest = names.length > 2 ? ` and ${names.length - 2} more` : "";
  return `${shortType(type)} ${names.slice(0, 2).join(", ")}${rest}`;
}
