import { Verdicts } from "./verdicts.js";
const absent = { kind: "absent" };
const withheld = { kind: "withheld" };
/** One published group (a waypoint, say): its snapshot, what its clients said of it, and who watches it. */
export class Group {
    name;
    verdicts = new Verdicts();
    watchers = new Set();
    snapshot = undefined;
    constructor(name) {
        this.name = name;
    }
    /** `heldVersion`: a client that accepted bytes which another one refused keeps them. */
    wanted(ref, heldVersion) {
        const current = this.snapshot?.find(ref.typeUrl, ref.name);
        if (current === undefined)
            return absent;
        if (current.version === heldVersion || !this.verdicts.isRejected(current)) {
            return { kind: "resource", resource: current };
        }
        const standIn = this.verdicts.lastAccepted(ref);
        return standIn === undefined ? withheld : { kind: "resource", resource: standIn };
    }
    /** A client acknowledged these bytes. A stub in the place of a name that does not exist is nothing to remember. */
    accepted(item) {
        const current = this.snapshot?.find(item.typeUrl, item.name);
        if (current !== undefined)
            this.verdicts.accept(item, current.version === item.version);
    }
    /** Everybody hears of a change even if one watcher throws; the first error is thrown afterwards. */
    wake(changes, at) {
        const errors = [];
        for (const watcher of [...this.watchers]) {
            try {
                watcher.changed(changes, at);
            }
            catch (error) {
                errors.push(error);
            }
        }
        if (errors.length > 0)
            throw errors[0];
    }
}
//# sourceMappingURL=group.js.map