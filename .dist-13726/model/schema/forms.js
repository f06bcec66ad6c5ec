import { integer } from "./schema.js";
const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomain = `${label}(\\.${label})*`;
const token = "[A-Za-z0-9!#$%&'*+\\-.^_`|~]+";
/** RFC 1123 label: names of namespaces and ports. */
export const dnsLabel = {
    type: "string",
    minLength: 1,
    maxLength: 63,
    pattern: `^${label}$`,
    meaning: "a DNS label: lower-case letters, digits and '-', with a letter or digit at both ends",
};
/** RFC 1123 subdomain: names of most objects. */
export const dnsName = {
    type: "string",
    minLength: 1,
    maxLength: 253,
    pattern: `^${subdomain}$`,
    meaning: "a DNS name: lower-case letters, digits, '-' and '.', with a letter or digit at both ends",
};
/** Gateway API `Hostname`. */
export const hostname = {
    type: "string",
    minLength: 1,
    maxLength: 253,
    pattern: `^(\\*\\.)?${subdomain}$`,
    meaning: "a host name in lower case, with at most a leading '*.'",
};
/** Gateway API `Group`; empty for the core group. */
export const apiGroup = {
    type: "string",
    maxLength: 253,
    pattern: `^$|^${subdomain}$`,
    meaning: "an API group such as gateway.networking.k8s.io, or empty for core kinds",
};
/** Gateway API `Kind`. */
export const kindName = {
    type: "string",
    minLength: 1,
    maxLength: 63,
    pattern: "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$",
    meaning: "a kind such as Service",
};
/** Gateway API `ObjectName`. */
export const objectName = { type: "string", minLength: 1, maxLength: 253 };
/** Gateway API `Duration` (GEP-2257). */
export const gatewayDuration = {
    type: "string",
    pattern: "^([0-9]{1,5}(h|m|s|ms)){1,4}$",
    meaning: "a duration such as 10s, 500ms or 1h30m",
};
/** protobuf JSON `Duration`, as Go also writes it. */
export const protoDuration = {
    type: "string",
    pattern: "^([0-9]+(\\.[0-9]+)?(h|ms|m|s|us|µs|ns))+$",
    meaning: "a duration such as 5s or 500ms",
};
/** RFC 9110 field name. */
export const headerName = {
    type: "string",
    minLength: 1,
    maxLength: 256,
    pattern: `^${token}$`,
    meaning: "a header name: letters, digits and !#$%&'*+-.^_`|~",
};
/** Gateway API `HTTPHeader.value`; the API's pattern in a form that a backtracking matcher reads once. */
export const headerValue = {
    type: "string",
    minLength: 1,
    maxLength: 4096,
    pattern: "^[!-~]+([\\t ][!-~]+)*$",
    meaning: "printable ASCII without leading, trailing or doubled blanks",
};
/** A TCP or UDP port. */
export const portNumber = integer(1, 65535);
/** Kubernetes `IntOrString`: a port, or the name of one. */
export const portOrName = { type: ["integer", "string"], minimum: 1, maximum: 65535, minLength: 1 };
/** The value of a label. */
export const labelValue = {
    type: "string",
    maxLength: 63,
    pattern: "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$",
    meaning: "a label value: at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends",
};
/** Lower-case hex sha256, or nothing. */
export const sha256 = {
    type: "string",
    pattern: "^$|^[a-f0-9]{64}$",
    meaning: "64 lower-case hexadecimal digits",
};
//# sourceMappingURL=forms.js.map