/** The server under test of the fan-out bench: `waymark/xds` alone. It understands what `go/main.go` understands. */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import * as xds from "../dist/xds/index.js";

const group = "waypoint";
const typeUrl = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";

const cache = new xds.XdsCache();
const server = await xds.startXdsServer({
  cache,
  address: "127.0.0.1:0",
  resolveNode: () => group,
});
answer({ address: `127.0.0.1:${server.port}` });

let loaded;
for await (const line of createInterface({ input: process.stdin })) {
  const wanted = JSON.parse(line);
  if (wanted.load) {
    loaded = readFileSync(wanted.load);
    answer({ loaded: true });
  } else if (wanted.publish) {
    cache.publish(group, xds.snapshotOf([xds.resource({ typeUrl, name: "routes", body: loaded })]));
    answer({ published: true });
  } else if (wanted.usage) {
    const { user, system } = process.cpuUsage();
    answer({ cpu_ms: (user + system) / 1000 });
  }
}
process.exit(0);

function answer(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
