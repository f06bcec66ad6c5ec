/**
 * What OPA's Envoy plugin makes of Envoy's check request, so that policies written for it can be used as they are:
 * the request in ProtoJSON (`attributes`), and its path, query and body taken apart.
 */

/** Objects whose keys are the user's, not those of a message. */
const keptKeys = new Set(["headers", "filterMetadata", "contextExtensions", "labels"]);

/**
 * The input of a decision.
 * @param checkRequest `envoy.service.auth.v3.CheckRequest` as ProtoJSON with the field names of the .proto files
 */
export function inputOf(checkRequest) {
  const { attributes = {} } = camelCased(checkRequest);
  const { path = "", body = "", headers = {}, rawBody } = attributes.request?.http ?? {};
  const mark = path.search(/[?#]/);
  const [segments, query] = mark < 0 ? [path, ""] : [path.slice(0, mark), path.slice(mark + 1)];
  const text = rawBody === undefined ? body : Buffer.from(rawBody, "base64").toString("utf8");
  return {
    attributes,
    parsed_path: segments.split("/").slice(1).map(decoded),
    parsed_query: valuesByName(new URLSearchParams(query)),
    ...parsedBody(text, headers),
    version: { encoding: "protojson", ext_authz: "v3" },
  };
}

function camelCased(value) {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const key = name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
      return [key, keptKeys.has(key) ? member : camelCased(member)];
    }),
  );
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function valuesByName(parameters) {
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]));
}

/** A body that was cut, or is not of a kind that can be taken apart, is none. */
function parsedBody(text, headers) {
  const length = Number(headers["content-length"] ?? Number.NaN);
  const truncated = headers["x-envoy-auth-partial-body"] === "true" || Buffer.byteLength(text) < length;
  if (truncated) return { truncated_body: true };
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  if (text === "") return { truncated_body: false };
  if (type === "application/x-www-form-urlencoded") {
    return { truncated_body: false, parsed_body: valuesByName(new URLSearchParams(text)) };
  }
  if (type !== "application/json") return { truncated_body: false };
  return { truncated_body: false, parsed_body: JSON.parse(text) };
}
