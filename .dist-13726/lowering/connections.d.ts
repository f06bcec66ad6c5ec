/**
 * Policies where only connections are seen (TCP ports, and the doors of pods): nothing of HTTP can be judged. What
 * cannot be judged makes a policy stricter, never looser.
 */
import type { Report } from "../diagnostics/diagnostic.js";
import { type LoweredPolicy } from "./policies.js";
/** Where the policy is enforced: on a waypoint's TCP port, or at a pod's door. */
type Place = {
    readonly code: "WM5014";
    readonly where: string;
} | {
    readonly code: "WM5015";
    readonly where: string;
};
/**
 * The form of a policy that judges connections: ALLOW rules with HTTP conditions vanish, DENY rules lose them, and what
 * an authorizer should be asked about is denied. Undefined for what only records.
 */
export declare function onConnections(lowered: LoweredPolicy, place: Place, report: Report): LoweredPolicy | undefined;
/** Whether a policy in force looks into requests, or lets somebody else do so. What only records changes nothing. */
export declare function judgesRequests({ policy, consequence, onTrial }: LoweredPolicy): boolean;
export {};
