import { openKeySets } from "../keys/key-sets.js";
import { isInMesh } from "../lowering/mesh-keys.js";
import { wantedKeys } from "../model/key-set-facts.js";
/** Opens what fetches, unless nothing shall be fetched. @throws TypeError if an allowed place is none */
export async function openIssuerKeys(options) {
    const { fetching, stateDir, onFact, onFetch, onStoreFailure } = options;
    if (fetching === "nothing")
        return new IssuerKeys(undefined);
    const wishes = {
        ...fetching,
        ...(stateDir !== undefined && { stateDir }),
        onState: (place, state) => onFact(place, state),
        onFetch: (fetch) => onFetch({ kind: "key-fetch", ...fetch }),
        onStoreFailure,
    };
    return new IssuerKeys(await openKeySets(wishes));
}
/** Keeps fetching what is wanted, and nothing else. */
export class IssuerKeys {
    #sets;
    /** @internal Made by `openIssuerKeys`. */
    constructor(sets) {
        this.#sets = sets;
    }
    /** These resources with what is known of the keys they want; what is not known yet is `pending`. */
    informed(resources) {
        const changed = this.#want(resources);
        return resources.withKeySets(changed);
    }
    /** The same, once each place was tried or `patienceMs` have passed. */
    async patientlyInformed(resources, patienceMs) {
        this.#want(resources);
        await this.#sets?.attempted(patienceMs);
        return resources.withKeySets(this.#sets?.states() ?? new Map());
    }
    async close() {
        await this.#sets?.close();
    }
    #want(resources) {
        const wanted = wantedKeys(resources.all("RequestAuthentication"), (url) => isInMesh(url, resources));
        return (this.#sets?.want(wanted) ?? new Map());
    }
}
//# sourceMappingURL=issuer-keys.js.map