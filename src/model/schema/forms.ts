/** The forms of text and number that several kinds ask for, each with its name in words. */
import type { Members, Schema, SchemaRule } from "./schema.js";
import { integer, mapOf, rule, textRule } from "./schema.js";

const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomain = `${label}(\\.${label})*`;
const token = "[A-Za-z0-9!#$%&'*+\\-.^_`|~]+";

/** RFC 1123 label: names of namespaces and ports. */
export const dnsLabel: Schema = {
  type: "string",
  minLength: 1,
  maxLength: 63,
  pattern: `^${label}$`,
  meaning: "a DNS label: lower-case letters, digits and '-', with a letter or digit at both ends",
};

/** RFC 1123 subdomain: names of most objects. */
export const dnsName: Schema = {
  type: "string",
  minLength: 1,
  maxLength: 253,
  pattern: `^${subdomain}$`,
  meaning: "a DNS name: lower-case letters, digits, '-' and '.', with a letter or digit at both ends",
};

/** Gateway API `Hostname`. */
export const hostname: Schema = {
  type: "string",
  minLength: 1,
  maxLength: 253,
  pattern: `^(\\*\\.)?${subdomain}$`,
  meaning: "a host name in lower case, with at most a leading '*.'",
};

/** Gateway API `Group`; empty for the core group. */
export const apiGroup: Schema = {
  type: "string",
  maxLength: 253,
  pattern: `^$|^${subdomain}$`,
  meaning: "an API group such as gateway.networking.k8s.io, or empty for core kinds",
};

/** Gateway API `Kind`. */
export const kindName: Schema = {
  type: "string",
  minLength: 1,
  maxLength: 63,
  pattern: "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$",
  meaning: "a kind such as Service",
};

/** Gateway API `ObjectName`. */
export const objectName: Schema = { type: "string", minLength: 1, maxLength: 253 };

/** Gateway API `Duration` (GEP-2257). */
export const gatewayDuration: Schema = {
  type: "string",
  pattern: "^([0-9]{1,5}(h|m|s|ms)){1,4}$",
  meaning: "a duration such as 10s, 500ms or 1h30m",
};

/** protobuf JSON `Duration`, as Go also writes it. */
export const protoDuration: Schema = {
  type: "string",
  pattern: "^([0-9]+(\\.[0-9]+)?(h|ms|m|s|us|µs|ns))+$",
  meaning: "a duration such as 5s or 500ms",
};

const unitNs: Readonly<Record<string, number>> = {
  h: 3.6e12,
  m: 6e10,
  s: 1e9,
  ms: 1e6,
  us: 1e3,
  µs: 1e3,
  ns: 1,
};

/** {@link protoDuration} of a millisecond or more, as Istio's API asks for in most places. */
export const someTime: Schema = {
  ...protoDuration,
  rules: [textRule("must be a duration of at least 1ms, in whole ones", isWholeMs)],
};

function isWholeMs(text: string): boolean {
  const ms = durationNs(text) / 1e6;
  // What a number cannot hold exactly, such as 0.3 s, counts for what is meant.
  return ms >= 1 && Math.abs(ms - Math.round(ms)) < 1e-6 * ms;
}

function durationNs(text: string): number {
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g);
  return [...parts].reduce((sum, [, amount, unit = ""]) => sum + Number(amount) * (unitNs[unit] ?? 0), 0);
}

/** RFC 9110 field name. */
export const headerName: Schema = {
  type: "string",
  minLength: 1,
  maxLength: 256,
  pattern: `^${token}$`,
  meaning: "a header name: letters, digits and !#$%&'*+-.^_`|~",
};

/** Gateway API `HTTPHeader.value`; the API's pattern in a form that a backtracking matcher reads once. */
export const headerValue: Schema = {
  type: "string",
  minLength: 1,
  maxLength: 4096,
  pattern: "^[!-~]+([\\t ][!-~]+)*$",
  meaning: "printable ASCII without leading, trailing or doubled blanks",
};

/** A TCP or UDP port. */
export const portNumber: Schema = integer(1, 65535);

/** Kubernetes `IntOrString`: a port, or the name of one. */
export const portOrName: Schema = { type: ["integer", "string"], minimum: 1, maximum: 65535, minLength: 1 };

/** The value of a label. */
export const labelValue: Schema = {
  type: "string",
  maxLength: 63,
  pattern: "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$",
  meaning: "a label value: at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends",
};

/** Keys of a map are the names of ports. */
export const portLabel: SchemaRule = {
  says: "must have names of ports as keys: at most 62 letters, digits and '-', with a letter or digit at both ends",
  of: "object",
  holds: (ports: Members) =>
    Object.keys(ports).every((name) => name.length < 63 && /^[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?$/.test(name)),
};

const qualifiedKey = new RegExp(`^(${subdomain}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`);

/** Labels as objects can have them. */
export const labelsOfObjects: Schema = mapOf(labelValue, {
  rules: [
    rule("must have keys that labels can have, such as app or example.com/app", (labels) =>
      Object.keys(labels).every(isQualifiedKey),
    ),
  ],
});

/** The key of a label or an annotation: `app`, or `example.com/app`. */
export function isQualifiedKey(key: string): boolean {
  return qualifiedKey.test(key);
}

/** Whether `text` is the whole name of a host, in any case; a final dot is allowed. */
export function isHost(text: string): boolean {
  const name = text.replace(/\.$/, "");
  return (
    name.length <= 255 && name.split(".").every((part) => /^[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/.test(part))
  );
}

/** Lower-case hex sha256, or nothing. */
export const sha256: Schema = {
  type: "string",
  pattern: "^$|^[a-f0-9]{64}$",
  meaning: "64 lower-case hexadecimal digits",
};
