/** Publishes a module in a registry (OCI distribution specification 1.1), in one of the two layouts in use. */
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import type { Refusal, Reply } from "../../fetching/exchange.js";
import { mediaTypes, schemaAnnotation } from "./image.js";
import type { ImageReference } from "./module-source.js";
import { digestOf, failed, Registry, type RegistryRules, type RegistrySession, statusProblem } from "./registry.js";

/** What is published. */
export interface Publication {
  readonly image: ImageReference;
  readonly module: Uint8Array;
  readonly layout: "artifact" | "image";
  readonly configSchema?: string;
}

/** A layer or a configuration, and what it is. */
interface Part {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Resolves with the digest of the image's manifest. Whatever goes wrong is a value. */
export async function publishModule(
  publication: Publication,
  session: Omit<RegistrySession, "image">,
  rules: RegistryRules,
): Promise<{ readonly kind: "published"; readonly digest: string } | Refusal> {
  const { image, configSchema } = publication;
  const registry = new Registry({ ...session, image }, rules);
  const { config, layer } = await partsOf(publication);
  for (const part of [layer, config]) {
    const problem = await uploaded(registry, part.bytes);
    if (problem !== undefined) return problem;
  }
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: descriptorOf(config),
      layers: [descriptorOf(layer)],
      ...(configSchema !== undefined && { annotations: { [schemaAnnotation]: configSchema } }),
    }),
  );
  const reply = await registry.send(
    `/manifests/${image.version}`,
    { method: "PUT", headers: { "content-type": mediaTypes.manifest }, body: manifest, mostBytes: mostAnswerBytes },
    "pull,push",
  );
  if (reply.kind !== "reply") return reply;
  return reply.status === 201 ? { kind: "published", digest: digestOf(manifest) } : failed(statusProblem(reply));
}

const mostAnswerBytes = 64 * 1024;

async function partsOf({ module, layout }: Publication): Promise<{ readonly config: Part; readonly layer: Part }> {
  if (layout === "artifact") {
    return {
      config: { mediaType: mediaTypes.moduleConfig, bytes: Buffer.from("{}") },
      layer: {
        mediaType: mediaTypes.moduleLayer,
        bytes: module,
        annotations: { "org.opencontainers.image.title": "plugin.wasm" },
      },
    };
  }
  const archive = pack();
  // No date: the same module is the same image.
  archive.entry({ name: "plugin.wasm", mode: 0o644, mtime: new Date(0) }, Buffer.from(module));
  archive.finalize();
  const unpacked = await buffer(archive);
  const config = {
    architecture: "wasm",
    os: "wasi",
    config: {},
    rootfs: { type: "layers", diff_ids: [digestOf(unpacked)] },
  };
  return {
    config: { mediaType: mediaTypes.imageConfig, bytes: Buffer.from(JSON.stringify(config)) },
    layer: { mediaType: mediaTypes.archiveLayer, bytes: gzipSync(unpacked) },
  };
}

function descriptorOf({ mediaType, bytes, annotations }: Part): Readonly<Record<string, unknown>> {
  return { mediaType, digest: digestOf(bytes), size: bytes.length, ...(annotations !== undefined && { annotations }) };
}

/** Uploads in one piece, unless the registry has it. */
async function uploaded(registry: Registry, bytes: Uint8Array): Promise<Refusal | undefined> {
  const digest = digestOf(bytes);
  const limits = { mostBytes: mostAnswerBytes };
  const known = await registry.send(`/blobs/${digest}`, { ...limits, method: "HEAD" }, "pull,push");
  if (known.kind !== "reply") return known;
  if (known.status === 200) return undefined;
  const started = await registry.send("/blobs/uploads/", { ...limits, method: "POST" }, "pull,push");
  if (started.kind !== "reply") return started;
  const where = started.status === 202 ? placeOf(started) : undefined;
  if (where === undefined) return failed(statusProblem(started));
  where.searchParams.set("digest", digest);
  const request = { ...limits, method: "PUT", headers: { "content-type": "application/octet-stream" }, body: bytes };
  const done = await registry.send(where.href, request, "pull,push");
  if (done.kind !== "reply") return done;
  return done.status === 201 ? undefined : failed(statusProblem(done));
}

function placeOf({ headers, url }: Reply): URL | undefined {
  const { location } = headers;
  return location !== undefined && URL.canParse(location, url) ? new URL(location, url) : undefined;
}
