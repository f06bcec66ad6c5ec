import { inspect } from "node:util";

/** Who asks a registry. Prints as `[redacted]`, wherever it is printed. */
export class RegistryCredentials {
  readonly #user: string;
  readonly #password: string;

  constructor(user: string, password: string) {
    this.#user = user;
    this.#password = password;
  }

  /** The value of an `Authorization` header. */
  basic(): string {
    return `Basic ${Buffer.from(`${this.#user}:${this.#password}`).toString("base64")}`;
  }

  /** The same for the same credentials, and says nothing of them. */
  toJSON(): string {
    return "[redacted]";
  }

  toString(): string {
    return "[redacted]";
  }

  [inspect.custom](): string {
    return "[redacted]";
  }
}

interface DockerConfig {
  readonly auths?: Readonly<
    Record<string, { readonly auth?: unknown; readonly username?: unknown; readonly password?: unknown }>
  >;
}

/** The credentials that a `.dockerconfigjson` text has for a registry; undefined if it has none, or is none. */
export function credentialsFor(registry: string, dockerConfig: string): RegistryCredentials | undefined {
  const { auths = {} } = parsed(dockerConfig) ?? {};
  for (const [place, entry] of Object.entries(auths)) {
    if (hostOf(place) !== registry.toLowerCase()) continue;
    const { auth, username, password } = entry ?? {};
    if (typeof username === "string" && typeof password === "string")
      return new RegistryCredentials(username, password);
    const text = typeof auth === "string" ? Buffer.from(auth, "base64").toString("utf8") : "";
    const colon = text.indexOf(":");
    if (colon > 0) return new RegistryCredentials(text.slice(0, colon), text.slice(colon + 1));
  }
  return undefined;
}

/** Whether a text is a `.dockerconfigjson`. */
export function isDockerConfig(text: string): boolean {
  return parsed(text)?.auths !== undefined;
}

function parsed(text: string): DockerConfig | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as DockerConfig) : undefined;
  } catch {
    return undefined;
  }
}

/** Keys are hosts, or URLs of older clients. */
function hostOf(place: string): string {
  return (
    place
      .replace(/^https?:\/\//, "")
      .split("/")[0]
      ?.toLowerCase() ?? ""
  );
}
