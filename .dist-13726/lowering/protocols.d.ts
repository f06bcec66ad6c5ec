import type { Protocol } from "../ir/protocol.js";
import type { ServicePort as LoweredPort } from "../ir/waypoint.js";
/** A protocol and how it was found. */
export interface ChosenProtocol {
    readonly protocol: Protocol;
    readonly because: LoweredPort["protocolBecause"];
}
/**
 * How the bytes of a port are understood: what was declared (`appProtocol`, then the port's name up to the first
 * dash), then what its number says, then whether there are L7 rules to apply. Nothing is ever sniffed.
 */
export declare function protocolOf(port: {
    readonly name?: string;
    readonly port: number;
    readonly appProtocol?: string;
}, isJudgedByHttp: () => boolean): ChosenProtocol;
