import type { Push } from "../control-plane-types.js";
import type { Authority } from "../identity/authority.js";
import type { OutputChange, Translator } from "../translate.js";
import { XdsCache } from "../xds/cache.js";
import type { XdsEvent } from "../xds/events.js";
import type { SnapshotChange } from "../xds/snapshot.js";
import { proxyName } from "./pending.js";
import { PluginOrder } from "./plugin-order.js";
import { Secrets } from "./secrets.js";

/** Certificates live for a day and are renewed at half of it, as is usual in meshes. */
const certificateLifeMs = 24 * 60 * 60 * 1000;

/** How soon a publish that failed is tried again, if no edit comes first. */
const publishAgainMs = 2000;

export interface PublisherOptions {
  readonly authority: Authority;
  readonly translator: Pick<Translator, "forgetOutput" | "groups" | "secretsOf">;
  readonly log: { error(about: object, message: string): void };
  /** What proxies say to what they are given. */
  readonly onEvent: (event: XdsEvent) => void;
  /** Something could not be published, and it is time to try again: all of it, as for an edit of nothing. */
  readonly onAgain: () => void;
}

/** Puts what the translator says into the cache, with the certificates that go with it: each group on its own. */
export class Publisher {
  readonly cache: XdsCache;
  readonly #options: PublisherOptions;
  readonly #secrets: Secrets;
  readonly #order: PluginOrder;
  #again: NodeJS.Timeout | undefined;

  constructor(options: PublisherOptions) {
    const { authority, log } = options;
    this.#options = options;
    this.cache = new XdsCache({
      onEvent: (event) => {
        this.#order.heard(event);
        options.onEvent(event);
      },
    });
    this.#secrets = new Secrets({
      authority,
      ttlMs: certificateLifeMs,
      onRenewed: (group, upserts) => this.cache.publishChange(group, { upserts }),
      onFailure: (identity, error) => log.error({ identity, error }, "a certificate could not be renewed"),
    });
    this.#order = new PluginOrder({
      cache: this.cache,
      onFailure: (group, error) => log.error({ group, err: error }, "slots of plugins could not be published"),
    });
  }

  /** Publishes these changes, and whatever certificates changed beside them. What could not be published is tried again. */
  async publish(outputs: readonly OutputChange[]): Promise<readonly Push[]> {
    const pushes: Push[] = [];
    for (const output of outputs) {
      await this.#alone(output.group, async () => void pushes.push(await this.#push(output)));
    }
    await this.#publishSecrets();
    return pushes;
  }

  /** New certificates for a group now, instead of at half of their life. */
  rotate(group: string): Promise<void> {
    return this.#secrets.rotate(group);
  }

  /** Nothing waits for its turn any more. */
  close(): void {
    this.#order.close();
    this.#secrets.stop();
    clearTimeout(this.#again);
  }

  async #push(output: OutputChange): Promise<Push> {
    const { group, upserts, removals, gone } = output;
    const push = {
      waypoint: proxyName(group),
      resources: upserts.map(({ name }) => name),
      bytes: upserts.reduce((sum, { body }) => sum + body.length, 0),
    };
    if (gone) {
      this.#secrets.forget(group);
      this.#order.forget(group);
      this.cache.remove(group);
      return push;
    }
    const secrets = await this.#newSecrets(group);
    this.#order.publish(group, {
      upserts: [...(secrets?.upserts ?? []), ...upserts],
      removals: [...(secrets?.removals ?? []), ...removals],
    });
    return push;
  }

  /** Trust can change where nothing else does. */
  async #publishSecrets(): Promise<void> {
    for (const group of this.#options.translator.groups()) {
      await this.#alone(group, async () => {
        const secrets = await this.#newSecrets(group);
        if (secrets !== undefined) this.cache.publishChange(group, secrets);
      });
    }
  }

  /** What fails for one group must not cost the others their edit; the group itself is published in full next time. */
  async #alone(group: string, publish: () => Promise<void>): Promise<void> {
    try {
      await publish();
    } catch (error) {
      this.#options.translator.forgetOutput(group);
      this.#options.log.error({ group, err: error }, "it could not be published; what was served before stays");
      this.#again ??= setTimeout(() => this.#tryAgain(), publishAgainMs).unref();
    }
  }

  #tryAgain(): void {
    this.#again = undefined;
    this.#options.onAgain();
  }

  /** Undefined while a group has the secrets it needs: a route edit must not wait for a turn of the event loop. */
  #newSecrets(group: string): Promise<SnapshotChange> | undefined {
    const needs = this.#options.translator.secretsOf(group);
    return needs === undefined || this.#secrets.has(group, needs) ? undefined : this.#secrets.secretsOf(group, needs);
  }
}
