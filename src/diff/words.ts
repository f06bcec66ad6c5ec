/** The words that every way to print a comparison has in common. */
import type {
  DiffPlace,
  FieldDifference,
  MeshDiff,
  RequestDifference,
  RequestEnd,
  TypeDifference,
  Witness,
} from "./mesh-diff.js";

/** `policies/admin.yaml:14`. */
export function placeText({ file, line }: DiffPlace): string {
  return `${file}:${line}`;
}

/** `GET /admin from shop/web`, with everything about the request that is not as usual. */
export function witnessText({ method, path, from, address, headers, token, refusing }: Witness): string {
  const parts = [
    ...Object.entries(headers).map(([name, value]) => `header ${name}: ${value === "" ? "(empty)" : value}`),
    ...(token === undefined ? [] : [tokenText(token)]),
    ...(address === undefined ? [] : [`address ${address}`]),
    ...(refusing === undefined ? [] : [`authorizer ${refusing} refusing`]),
  ];
  const with_ = parts.length === 0 ? "" : ` with ${parts.join(", ")}`;
  return `${method} ${path} from ${from.replace("/sa/", "/")}${with_}`;
}

function tokenText({ place, payload, key }: NonNullable<Witness["token"]>): string {
  const { iss, ...claims } = payload;
  const signed = key === undefined ? "of unknown signature" : "well signed";
  const listed = Object.entries(claims).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const usual = place === "authorization: Bearer " ? "" : ` in ${place.trim()}`;
  return `token of ${String(iss)} (${[signed, ...listed].join(", ")})${usual}`;
}

/** `200 → 403`; `200 as before` where it is something else that differs. */
export function changeText({ base, head }: RequestDifference): string {
  if (base.summary === head.summary) return `${head.summary} as before`;
  return `${base.summary} → ${head.summary}`;
}

/** The line that decides: the one that refuses now, or refused before, or that says where the request leads now. */
export function decidingPlace({ base, head }: RequestDifference): DiffPlace | undefined {
  const isLetIn = ({ outcomes }: RequestEnd): boolean => outcomes.every(({ layer }) => layer === "application");
  const first = isLetIn(head) && !isLetIn(base) && !isAllowed(head) ? [base, head] : [head, base];
  return first.find(({ line }) => line !== undefined)?.line;
}

/** Whether a rule says so, rather than none says otherwise. */
function isAllowed({ line, outcomes }: RequestEnd): boolean {
  const same = (one: DiffPlace | undefined): boolean => one?.file === line?.file && one?.line === line?.line;
  return line !== undefined && !outcomes.some(({ place }) => same(place));
}

/** Each reason of a side, with its line. */
export function reasonTexts({ outcomes }: RequestEnd): readonly string[] {
  const texts = outcomes.map(({ layer, at, because, place }) => {
    return `${layer} ${at}: ${because}${place === undefined ? "" : ` (${placeText(place)})`}`;
  });
  return [...new Set(texts)];
}

const longestValue = 60;

/** `spec.rules[0]: added {…}`. */
export function fieldText({ path, change, base, head }: FieldDifference): string {
  const [was, is] = [base, head].map(valueText);
  if (change === "edited") return `${path}: ${was} → ${is}`;
  return `${path}: ${change} ${change === "added" ? is : was}`;
}

function valueText(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text.length <= longestValue ? text : `${text.slice(0, longestValue)}…`;
}

/** `RouteConfiguration: 1 changed, 1 added; 812 B to send (3.1 kB → 3.3 kB)`. */
export function typeText({ type, added, changed, removed, sentBytes, baseBytes, headBytes }: TypeDifference): string {
  const counts = Object.entries({ changed, added, removed }).flatMap(([what, count]) =>
    count > 0 ? [`${count} ${what}`] : [],
  );
  return `${type}: ${counts.join(", ")}; ${bytes(sentBytes)} to send (${bytes(baseBytes)} → ${bytes(headBytes)})`;
}

function bytes(count: number): string {
  return count < 1000 ? `${count} B` : `${(count / 1000).toFixed(1)} kB`;
}

/** `2 kinds of requests end otherwise, 3 objects differ, 1 waypoint is sent something else.` */
export function headline({ requests, objects, waypoints }: MeshDiff): string {
  const count = (found: number, one: string, many: string): string =>
    found === 1 ? `1 ${one}` : `${found === 0 ? "no" : found} ${many}`;
  const text = [
    count(requests.length, "kind of request ends otherwise", "kinds of requests end otherwise"),
    count(objects.length, "object differs", "objects differ"),
    count(waypoints.length, "waypoint is sent something else", "waypoints are sent something else"),
  ].join(", ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What was tried and what was not, one sentence each. */
export function explorationTexts({ exploration }: MeshDiff): readonly string[] {
  const { servicePorts, affected, requests, varied, cut, limit, notExplored } = exploration;
  const tried = `${requests} ${requests === 1 ? "request was" : "requests were"} put to both sides, one for each way in which their rules tell requests apart where they may differ`;
  const ports = `${affected} of ${servicePorts} service ports may be affected`;
  return [
    affected === 0 ? `${ports}: what decides about requests is the same on both sides` : `${ports}; ${tried}`,
    ...(varied.length === 0 ? [] : [`Varied: ${varied.join(", ")}`]),
    ...cut.map(
      (port) => `Cut: ${port} was not looked at wholly, because of the limit of ${limit} requests (--max-requests)`,
    ),
    ...notExplored.map((text) => `Not explored: ${text}`),
  ];
}
