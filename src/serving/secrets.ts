/** The certificates of proxies, as resources of their groups: issued when first needed, renewed before they expire. */

import { resourceTypes } from "../envoy/generated.js";
import { trustedRoots } from "../envoy/names.js";
import type { Authority, IssuedCertificate } from "../identity/authority.js";
import { CertificateKeeper } from "../identity/certificates.js";
import { certificateSecret, trustSecret } from "../identity/sds.js";
import type { SpiffeId } from "../identity/spiffe.js";
import { sameElements } from "../incremental.js";
import { encode, typeUrl } from "../protos.js";
import type { SecretNeeds } from "../translation/secret-needs.js";
import { type Resource, resource } from "../xds/resource.js";
import type { SnapshotChange } from "../xds/snapshot.js";

export interface SecretOptions {
  readonly authority: Authority;
  /** How long a certificate lives. */
  readonly ttlMs: number;
  /** Told that these secrets of a group are new. */
  readonly onRenewed: (group: string, secrets: readonly Resource[]) => void;
  /** Told that a renewal failed; it is tried again. */
  readonly onFailure: (identity: SpiffeId, error: unknown) => void;
}

/** Keeps the secrets of all groups current. */
export class Secrets {
  readonly #options: SecretOptions;
  readonly #keeper: CertificateKeeper;
  readonly #needs = new Map<string, SecretNeeds>();

  constructor(options: SecretOptions) {
    this.#options = options;
    this.#keeper = new CertificateKeeper({
      issue: (identity, now) => options.authority.issue({ identity, ttlMs: options.ttlMs, now }),
      onRotated: (identity, certificate) => this.#rotated(identity, certificate),
      onFailure: (identity, { error }) => options.onFailure(identity, error),
    });
  }

  /**
   * The secrets of a group, which from now on is told of renewals, and the names it needs no more. Rejects if a first
   * certificate cannot be issued.
   */
  async secretsOf(group: string, needs: SecretNeeds): Promise<Required<SnapshotChange>> {
    const before = this.#needs.get(group);
    this.#needs.set(group, needs);
    if (before !== undefined) this.#forgetUnused(before);
    const certificates = await this.#certificates(needs).catch((error: unknown) => {
      // Nothing was given, so the next who asks must not hear that the group has what it needs.
      if (before === undefined) this.#needs.delete(group);
      else this.#needs.set(group, before);
      throw error;
    });
    const wanted = new Set(namesOf(needs));
    const gone = before === undefined ? [] : namesOf(before).filter((name) => !wanted.has(name));
    return {
      upserts: [...certificates, ...this.#roots(needs)],
      removals: gone.map((name) => ({ typeUrl: typeUrl(resourceTypes.secret), name })),
    };
  }

  #certificates({ certificates }: SecretNeeds): Promise<readonly Resource[]> {
    return Promise.all(
      [...certificates].map(async ([name, identity]) =>
        certificateResource(name, await this.#keeper.current(identity)),
      ),
    );
  }

  /** Whether a group's secrets are already those it needs, so that nothing must be waited for. */
  has(group: string, needs: SecretNeeds): boolean {
    const known = this.#needs.get(group);
    return known !== undefined && sameNeeds(known, needs);
  }

  /** Issues all certificates of a group anew, now: for operators and tests that cannot wait for half a life. */
  async rotate(group: string): Promise<void> {
    for (const identity of new Set(this.#needs.get(group)?.certificates.values())) {
      this.#rotated(identity, await this.#keeper.renew(identity));
    }
  }

  /** Forgets a group that is gone. */
  forget(group: string): void {
    const needs = this.#needs.get(group);
    this.#needs.delete(group);
    if (needs !== undefined) this.#forgetUnused(needs);
  }

  stop(): void {
    this.#keeper.stop();
  }

  #rotated(identity: SpiffeId, certificate: IssuedCertificate): void {
    for (const [group, { certificates }] of this.#needs) {
      const names = [...certificates].filter(([, one]) => one === identity).map(([name]) => name);
      if (names.length === 0) continue;
      this.#options.onRenewed(
        group,
        names.map((name) => certificateResource(name, certificate)),
      );
    }
  }

  #forgetUnused(needs: SecretNeeds): void {
    const used = new Set([...this.#needs.values()].flatMap(({ certificates }) => [...certificates.values()]));
    for (const identity of needs.certificates.values()) if (!used.has(identity)) this.#keeper.forget(identity);
  }

  #roots({ trustDomains, peers }: SecretNeeds): readonly Resource[] {
    const { rootsPem } = this.#options.authority;
    const sanPrefixes = trustDomains.map((domain) => `spiffe://${domain}/`);
    return [
      secretResource(trustSecret(trustedRoots, { rootsPem, sanPrefixes })),
      ...[...peers].map(([name, identity]) => secretResource(trustSecret(name, { rootsPem, exactSans: [identity] }))),
    ];
  }
}

function certificateResource(name: string, certificate: IssuedCertificate): Resource {
  return secretResource(certificateSecret(name, certificate));
}

function secretResource(message: ReturnType<typeof trustSecret>): Resource {
  return resource({
    typeUrl: typeUrl(resourceTypes.secret),
    name: message.name ?? "",
    body: encode(resourceTypes.secret, message),
  });
}

function namesOf({ certificates, peers }: SecretNeeds): readonly string[] {
  return [...certificates.keys(), ...peers.keys()];
}

function sameNeeds(one: SecretNeeds, other: SecretNeeds): boolean {
  return (
    sameEntries(one.certificates, other.certificates) &&
    sameEntries(one.peers, other.peers) &&
    sameElements(one.trustDomains, other.trustDomains)
  );
}

function sameEntries(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);
}
