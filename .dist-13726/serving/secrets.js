/** The certificates of proxies, as resources of their groups: issued when first needed, renewed before they expire. */
import { resourceTypes } from "../envoy/generated.js";
import { trustedRoots } from "../envoy/names.js";
import { CertificateKeeper } from "../identity/certificates.js";
import { certificateSecret, trustSecret } from "../identity/sds.js";
import { sameElements } from "../incremental.js";
import { encode, typeUrl } from "../protos.js";
import { resource } from "../xds/resource.js";
/** Keeps the secrets of all groups current. */
export class Secrets {
    #options;
    #keeper;
    #needs = new Map();
    constructor(options) {
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
    async secretsOf(group, needs) {
        const before = this.#needs.get(group);
        this.#needs.set(group, needs);
        if (before !== undefined)
            this.#forgetUnused(before);
        const certificates = await this.#certificates(needs).catch((error) => {
            // Nothing was given, so the next who asks must not hear that the group has what it needs.
            if (before === undefined)
                this.#needs.delete(group);
            else
                this.#needs.set(group, before);
            throw error;
        });
        const wanted = new Set(namesOf(needs));
        const gone = before === undefined ? [] : namesOf(before).filter((name) => !wanted.has(name));
        return {
            upserts: [...certificates, ...this.#roots(needs)],
            removals: gone.map((name) => ({ typeUrl: typeUrl(resourceTypes.secret), name })),
        };
    }
    #certificates({ certificates }) {
        return Promise.all([...certificates].map(async ([name, identity]) => certificateResource(name, await this.#keeper.current(identity))));
    }
    /** Whether a group's secrets are already those it needs, so that nothing must be waited for. */
    has(group, needs) {
        const known = this.#needs.get(group);
        return known !== undefined && sameNeeds(known, needs);
    }
    /** Issues all certificates of a group anew, now: for operators and tests that cannot wait for half a life. */
    async rotate(group) {
        for (const identity of new Set(this.#needs.get(group)?.certificates.values())) {
            this.#rotated(identity, await this.#keeper.renew(identity));
        }
    }
    /** Forgets a group that is gone. */
    forget(group) {
        const needs = this.#needs.get(group);
        this.#needs.delete(group);
        if (needs !== undefined)
            this.#forgetUnused(needs);
    }
    stop() {
        this.#keeper.stop();
    }
    #rotated(identity, certificate) {
        for (const [group, { certificates }] of this.#needs) {
            const names = [...certificates].filter(([, one]) => one === identity).map(([name]) => name);
            if (names.length === 0)
                continue;
            this.#options.onRenewed(group, names.map((name) => certificateResource(name, certificate)));
        }
    }
    #forgetUnused(needs) {
        const used = new Set([...this.#needs.values()].flatMap(({ certificates }) => [...certificates.values()]));
        for (const identity of needs.certificates.values())
            if (!used.has(identity))
                this.#keeper.forget(identity);
    }
    #roots({ trustDomains, peers }) {
        const { rootsPem } = this.#options.authority;
        const sanPrefixes = trustDomains.map((domain) => `spiffe://${domain}/`);
        return [
            secretResource(trustSecret(trustedRoots, { rootsPem, sanPrefixes })),
            ...[...peers].map(([name, identity]) => secretResource(trustSecret(name, { rootsPem, exactSans: [identity] }))),
        ];
    }
}
function certificateResource(name, certificate) {
    return secretResource(certificateSecret(name, certificate));
}
function secretResource(message) {
    return resource({
        typeUrl: typeUrl(resourceTypes.secret),
        name: message.name ?? "",
        body: encode(resourceTypes.secret, message),
    });
}
function namesOf({ certificates, peers }) {
    return [...certificates.keys(), ...peers.keys()];
}
function sameNeeds(one, other) {
    return (sameEntries(one.certificates, other.certificates) &&
        sameEntries(one.peers, other.peers) &&
        sameElements(one.trustDomains, other.trustDomains));
}
function sameEntries(one, other) {
    return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);
}
//# sourceMappingURL=secrets.js.map