/** The forms of text and number that several kinds ask for, each with its name in words. */
import type { Schema } from "./schema.js";
/** RFC 1123 label: names of namespaces and ports. */
export declare const dnsLabel: Schema;
/** RFC 1123 subdomain: names of most objects. */
export declare const dnsName: Schema;
/** Gateway API `Hostname`. */
export declare const hostname: Schema;
/** Gateway API `Group`; empty for the core group. */
export declare const apiGroup: Schema;
/** Gateway API `Kind`. */
export declare const kindName: Schema;
/** Gateway API `ObjectName`. */
export declare const objectName: Schema;
/** Gateway API `Duration` (GEP-2257). */
export declare const gatewayDuration: Schema;
/** protobuf JSON `Duration`, as Go also writes it. */
export declare const protoDuration: Schema;
/** RFC 9110 field name. */
export declare const headerName: Schema;
/** Gateway API `HTTPHeader.value`; the API's pattern in a form that a backtracking matcher reads once. */
export declare const headerValue: Schema;
/** A TCP or UDP port. */
export declare const portNumber: Schema;
/** Kubernetes `IntOrString`: a port, or the name of one. */
export declare const portOrName: Schema;
/** The value of a label. */
export declare const labelValue: Schema;
/** Lower-case hex sha256, or nothing. */
export declare const sha256: Schema;
