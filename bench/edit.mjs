/**
 * One edit of one route, from the file to the proxies: a control plane that serves the medium mesh to one real Envoy and
 * to 49 light clients, one for each other waypoint. Quiet first, then under twenty other edits a second.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findEnvoy } from "../scripts/envoy.mjs";
import { residentMb } from "./child.mjs";
import { connectWaypoints, inWorld, startPlane, untilInEffect } from "./mesh.mjs";
import { spine } from "./scale.mjs";
import { serviceFile, shapes, waypointNames, waypointOf } from "./world.mjs";

const { medium } = shapes;
const quietEdits = 100;
const churnEdits = 60;
const churnIntervalMs = 50;
const patienceMs = 30_000;
const routeType = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";

// The services of one waypoint, in the middle of the mesh, are edited; its Envoy is the real one.
const perWaypoint = medium.services / medium.waypoints;
const firstEdited = Math.floor(medium.waypoints / 2) * perWaypoint;
const editedWaypoint = waypointOf(medium, firstEdited);

/** @param {import("./figures.mjs").Figures} figures */
export async function edit(figures) {
  const envoy = await findEnvoy({ log: (line) => figures.say(`  ${line}`) });
  figures.say(`edit: one route of ${medium.services} services, ${medium.waypoints} waypoints, Envoy ${envoy.version}`);
  await inWorld(medium, async (place) => {
    const { edit_ms } = await spine(place, "medium", "parsed");
    figures.many("edit.cache_ms", edit_ms);
    const events = new Events();
    const plane = await startPlane(place, (event) => events.tell(event));
    const proxy = await startEnvoy(envoy.path, { plane, scratch: place.scratch });
    try {
      const others = await connectWaypoints(
        plane.hello,
        waypointNames(medium).filter((name) => name !== editedWaypoint),
      );
      await untilInEffect(plane);
      await plane.ask({ follow: true });
      await measure(figures, { events, others, write: place.write });
      figures.optional("edit.rss_mb", plane.rssMb());
      figures.optional("edit.envoy_rss_mb", residentMb(proxy.pid));
      others.close();
    } finally {
      await proxy.stop();
      await plane.stop();
    }
  });
}

async function measure(figures, { events, others, write }) {
  const editions = new Editions(write);
  await oneEdit(events, editions, 0); // the first of its kind: code is compiled, connections are warm
  const before = others.responses();
  const quiet = [];
  for (let number = 1; number <= quietEdits; number++) {
    quiet.push(await oneEdit(events, editions, number));
    await pause((number * 7) % 40); // out of step with every timer
  }
  figures.many(
    "edit.ack_ms",
    quiet.map(({ ms }) => ms),
  );
  // The most that any edit caused: an average would hide one that went everywhere.
  const most = (part) => Math.max(...quiet.map((one) => one[part]));
  figures.one("edit.resources", most("resources"));
  figures.one("edit.waypoints", most("waypoints"));
  figures.one("edit.bytes", most("bytes"));
  figures.one("edit.responses_to_others", others.responses() - before);

  const churn = setInterval(() => editions.writeElsewhere(), churnIntervalMs);
  try {
    const busy = [];
    for (let number = 0; number < churnEdits; number++) {
      busy.push(await oneEdit(events, editions, number));
      await pause(60 + ((number * 7) % 40));
    }
    figures.many(
      "edit.churn_ack_ms",
      busy.map(({ ms }) => ms),
    );
  } finally {
    clearInterval(churn);
  }
  figures.one("edit.nacks", events.nacks);
}

/** Writes the file of one service and waits for the Envoy to acknowledge the routes of it. */
async function oneEdit(events, editions, number) {
  const index = firstEdited + (number % perWaypoint);
  const host = hostOf(index);
  const acknowledged = events.next(
    ({ kind, waypoint, type, names }) =>
      kind === "ack" && waypoint === editedWaypoint && type === routeType && names.some((name) => name.includes(host)),
  );
  const changed = events.next(({ kind, pushes }) => kind === "change" && pushes.length > 0);
  const start = performance.now();
  editions.write(index);
  const { at } = await acknowledged;
  const { pushes } = await changed;
  return {
    ms: at - start,
    waypoints: pushes.length,
    resources: pushes.reduce((sum, push) => sum + push.resources.length, 0),
    bytes: pushes.reduce((sum, push) => sum + push.bytes, 0),
  };
}

/** The name of a service in the names of its resources. */
function hostOf(index) {
  const [namespace, file] = serviceFile(medium, index).path.split("/");
  return `${file.slice(0, -".yaml".length)}.${namespace}.`;
}

/** Every write of a file differs from the one before it. */
class Editions {
  #edition = 0;
  #elsewhere = 0;
  #write;

  constructor(write) {
    this.#write = write;
  }

  write(index) {
    this.#write(serviceFile(medium, index, ++this.#edition));
  }

  /** Edits a service of another waypoint, the next one each time. */
  writeElsewhere() {
    const index = (firstEdited + perWaypoint + this.#elsewhere++ * (perWaypoint + 1)) % medium.services;
    if (waypointOf(medium, index) !== editedWaypoint) this.write(index);
  }
}

/** What the control plane tells, with the time at which it was heard. */
class Events {
  nacks = 0;
  #waiting = new Set();

  tell(event) {
    const at = performance.now();
    if (event.kind === "nack") this.nacks++;
    for (const one of this.#waiting) {
      if (!one.wanted(event)) continue;
      this.#waiting.delete(one);
      clearTimeout(one.timer);
      one.resolve({ ...event, at });
    }
  }

  next(wanted) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("an edit was not acknowledged")), patienceMs);
      this.#waiting.add({ wanted, resolve, timer });
    });
  }
}

/** The real Envoy, as the waypoint that is edited. */
async function startEnvoy(binary, { plane, scratch }) {
  const { bootstrap } = await plane.ask({ bootstrap: editedWaypoint });
  const file = join(scratch, "envoy.json");
  writeFileSync(file, bootstrap);
  const args = ["--config-path", file, "--concurrency", "1", "--log-level", "error", "--disable-hot-restart"];
  const child = spawn(binary, args, { stdio: ["ignore", "inherit", "inherit"] });
  const gone = once(child, "exit");
  const killOnExit = () => child.kill("SIGKILL");
  process.once("exit", killOnExit);
  return {
    pid: child.pid,
    stop: async () => {
      child.kill("SIGKILL");
      await gone;
      process.removeListener("exit", killOnExit);
    },
  };
}
