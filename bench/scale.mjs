/** What a mesh of a given size costs: reading and translating it, one edit up to the cache, and the memory of serving it. */
import { join } from "node:path";
import { startChild } from "./child.mjs";
import { connectWaypoints, inWorld, script, startPlane, untilInEffect } from "./mesh.mjs";
import { shapes, waypointNames } from "./world.mjs";

const edits = 200;

/** How often each mesh is read without and with the documents that an earlier run has left. */
const runs = { medium: { cold: 3, warm: 3 }, large: { cold: 1, warm: 2 }, guarded: { cold: 1, warm: 1 } };

/**
 * @param {import("./figures.mjs").Figures} figures
 * @param {"medium" | "large" | "guarded"} name
 */
export async function scale(figures, name) {
  const shape = shapes[name];
  figures.say(`${name}: ${shape.services} services behind ${shape.waypoints} waypoints`);
  await inWorld(shape, async (place) => {
    const cold = [];
    for (let run = 0; run < runs[name].cold; run++) cold.push(await spine(place, name, `cold-${run}`));
    const warm = [];
    for (let run = 0; run < runs[name].warm; run++) warm.push(await spine(place, name, "cold-0"));
    const all = [...cold, ...warm];
    const [one] = all;
    figures.say(`  ${one.objects} objects, ${one.diagnostics} diagnostics, ${one.resources} xDS resources`);
    const keep = (figure, from, part) =>
      figures.many(
        `${name}.${figure}`,
        from.flatMap((run) => run[part]),
      );
    keep("read_ms", cold, "read_ms");
    keep("read_cpu_ms", cold, "read_cpu_ms");
    keep("read_warm_ms", warm, "read_ms");
    keep("read_warm_cpu_ms", warm, "read_cpu_ms");
    keep("translate_ms", all, "translate_ms");
    keep("translate_cpu_ms", all, "translate_cpu_ms");
    keep("cache_ms", all, "edit_ms");
    figures.one(`${name}.xds_mb`, one.bytes / 2 ** 20);
    await serving(figures, name, place);
  });
}

/** One life of the path without sockets; `parsed` names the folder of documents that runs share. */
export async function spine({ folder, scratch }, name, parsed) {
  const child = await startChild(process.execPath, [script("spine.mjs"), folder, name, edits, join(scratch, parsed)]);
  await child.stop();
  return child.hello;
}

async function serving(figures, name, place) {
  const plane = await startPlane(place);
  try {
    figures.one(`${name}.serving_ms`, plane.hello.ready_ms);
    figures.optional(`${name}.idle_rss_mb`, plane.rssMb());
    const start = performance.now();
    const proxies = await connectWaypoints(plane.hello, waypointNames(shapes[name]));
    await untilInEffect(plane);
    figures.one(`${name}.connect_all_ms`, performance.now() - start);
    figures.optional(`${name}.rss_mb`, plane.rssMb());
    proxies.close();
  } finally {
    await plane.stop();
  }
}
