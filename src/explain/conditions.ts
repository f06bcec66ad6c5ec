/**
 * Whether the conditions of policies hold. Envoy sorts what it looks at into clients (who asks) and requests (for what),
 * and some things can be asked on one side only; what cannot be asked is decided against the request: it never holds in
 * an ALLOW rule and always in a DENY rule.
 */
import type { AddressCondition, Condition, TextAttribute, TextCondition } from "../ir/access.js";
import type { StringPattern } from "../ir/pattern.js";
import { inRanges, rangeText } from "./addresses.js";
import type { ConditionVerdict } from "./explanation.js";
import { claimTexts, clientParts, type Facts } from "./facts.js";
import { fits, patternText } from "./patterns.js";
import { withoutQuery } from "./request-path.js";

/** Where a condition stands, and what becomes of it where it cannot be asked. */
export interface ConditionPlace {
  /** `client`: among who asks; `request`: among what is asked for; `connection`: nothing but a connection is known. */
  readonly side: "client" | "request" | "connection";
  readonly unknown: "never" | "always";
}

/** Whether a condition holds, with what was found. */
export function judged(condition: Condition, facts: Facts, place: ConditionPlace): ConditionVerdict {
  const { origin } = condition;
  if (condition.kind === "never") {
    return { holds: false, wanted: "what cannot be honoured", found: condition.because, origin };
  }
  const wanted = wantedText(condition);
  if (!canBeAsked(condition, place.side)) {
    const found = place.side === "connection" ? "unknown for a connection" : "cannot be asked here";
    return { holds: place.unknown === "always", wanted, found, origin };
  }
  const { holds, found } = positive(condition, facts);
  return { holds: holds !== condition.negated, wanted, found, origin };
}

/** Whether only those who look at what is asked for can ask it. */
export function isAboutDestination(condition: Condition): boolean {
  if (condition.kind === "port") return true;
  if (condition.kind === "address") return condition.attribute === "destination";
  return condition.kind === "text" && condition.attribute.name === "server-name";
}

const ofClients: ReadonlySet<TextAttribute["name"]> = new Set([
  "principal",
  "namespace",
  "service-account",
  "trust-domain",
]);
const ofTokens: ReadonlySet<TextAttribute["name"]> = new Set(["request-principal", "claim"]);

type Asked = Exclude<Condition, { readonly kind: "never" }>;

function canBeAsked(condition: Asked, side: ConditionPlace["side"]): boolean {
  if (condition.kind === "text" && !condition.values.every((value) => isExpressible(condition.attribute, value))) {
    return false;
  }
  if (side === "connection") {
    if (condition.kind === "address") return condition.attribute !== "remote";
    return condition.kind === "port" || ofClients.has(condition.attribute.name);
  }
  if (side === "client") return !isAboutDestination(condition);
  if (isAboutDestination(condition)) return true;
  if (condition.kind !== "text") return false;
  return !ofClients.has(condition.attribute.name) && !ofTokens.has(condition.attribute.name);
}

/** Some patterns leave open where a part ends. */
function isExpressible({ name }: TextAttribute, value: StringPattern): boolean {
  if (value.kind === "present") return true;
  if (name === "service-account") {
    if (value.kind === "exact") return value.value.includes("/");
    return value.kind === "prefix" || value.kind === "suffix";
  }
  if (name !== "request-principal") return true;
  if (value.kind === "regex" || value.kind === "path-template") return false;
  return value.kind === "suffix" || value.value.includes("/");
}

interface Found {
  readonly holds: boolean;
  readonly found: string;
}

function positive(condition: Asked, facts: Facts): Found {
  switch (condition.kind) {
    case "port": {
      const { port } = facts.destination;
      return { holds: condition.ports.includes(port), found: String(port) };
    }
    case "address": {
      const address = addressOf(condition, facts);
      return { holds: inRanges(address, condition.ranges), found: address === "" ? "unknown" : address };
    }
    case "text":
      return textFound(condition, facts);
  }
}

function addressOf({ attribute }: AddressCondition, facts: Facts): string {
  switch (attribute) {
    case "source":
      return facts.clientAddress;
    case "remote":
      return facts.remoteAddress;
    case "destination":
      return facts.destination.address;
  }
}

function textFound({ attribute, values }: TextCondition, facts: Facts): Found {
  if (attribute.name === "request-principal") return requestPrincipalFound(values, facts);
  if (attribute.name === "header") return headerFound(attribute.header, values, facts);
  const texts = textsOf(attribute, facts);
  const ignoringCase = attribute.name === "host";
  return {
    holds: texts.some((text) => values.some((value) => fits(value, text, ignoringCase))),
    found: texts.length === 0 ? "nothing" : texts.map((text) => JSON.stringify(text)).join(", "),
  };
}

/** A header may be there and empty. Where there are several of a name, each is looked at by itself. */
function headerFound(name: string, values: readonly StringPattern[], { request }: Facts): Found {
  const found = request === undefined ? undefined : pseudoOrHeader(name, request);
  if (found === undefined) return { holds: false, found: "no such header" };
  const holds = values.some((value) => value.kind === "present" || found.some((text) => fits(value, text)));
  return { holds, found: found.map((text) => JSON.stringify(text)).join(", ") };
}

function pseudoOrHeader(name: string, request: NonNullable<Facts["request"]>): readonly string[] | undefined {
  switch (name) {
    case ":authority":
    case "host":
      return [request.host];
    case ":method":
      return [request.method];
    case ":path":
      return [request.path];
    case ":scheme":
      return ["http"];
    default:
      return request.headers.get(name);
  }
}

function requestPrincipalFound(values: readonly StringPattern[], { payload }: Facts): Found {
  const [issuers, subjects] = [claimTexts(payload, ["iss"]), claimTexts(payload, ["sub"])];
  const anyOf = (texts: readonly string[], value: StringPattern): boolean => texts.some((text) => fits(value, text));
  const holds = values.some((value) => {
    const [issuer, subject] = principalParts(value);
    return anyOf(issuers, issuer) && anyOf(subjects, subject);
  });
  if (issuers.length === 0) return { holds, found: "no verified token" };
  return { holds, found: JSON.stringify(`${issuers[0] ?? ""}/${subjects[0] ?? ""}`) };
}

/** `issuer/subject`, cut at the last slash, because issuers are URLs. */
function principalParts(value: StringPattern): readonly [issuer: StringPattern, subject: StringPattern] {
  if (value.kind === "present") return [value, value];
  const slash = value.value.lastIndexOf("/");
  if (slash < 0) return [{ kind: "present" }, value];
  const [issuer, subject] = [value.value.slice(0, slash), value.value.slice(slash + 1)];
  return [
    { kind: value.kind === "suffix" ? "suffix" : "exact", value: issuer },
    { kind: value.kind === "prefix" ? "prefix" : "exact", value: subject },
  ];
}

function textsOf(attribute: TextAttribute, facts: Facts): readonly string[] {
  const { client, request, payload } = facts;
  const parts = clientParts(client);
  switch (attribute.name) {
    case "principal":
      return [client];
    case "trust-domain":
      return parts === undefined ? [] : [parts.trustDomain];
    case "namespace":
      return parts === undefined ? [] : [parts.namespace];
    case "service-account":
      return parts === undefined ? [] : [`${parts.namespace}/${parts.serviceAccount}`];
    case "claim":
      return claimTexts(payload, attribute.path);
    case "host":
      return request === undefined ? [] : [request.host];
    case "method":
      return request === undefined ? [] : [request.method];
    case "path":
      return request === undefined ? [] : [withoutQuery(request.path)];
    default:
      return [];
  }
}

/** `path is "/admin/*" or "/api/*"`. */
function wantedText(condition: Asked): string {
  const { negated } = condition;
  const is = negated ? "is not" : "is";
  switch (condition.kind) {
    case "port":
      return `port ${is} ${condition.ports.join(" or ")}`;
    case "address":
      return `${addressNames[condition.attribute]} ${is} in ${condition.ranges.map(rangeText).join(" or ")}`;
    case "text":
      return `${attributeText(condition.attribute)} ${is} ${condition.values.map(patternText).join(" or ")}`;
  }
}

const addressNames: Readonly<Record<AddressCondition["attribute"], string>> = {
  source: "the client's address",
  remote: "the address in X-Forwarded-For",
  destination: "the address asked for",
};

function attributeText(attribute: TextAttribute): string {
  if (attribute.name === "claim") return `claim ${attribute.path.join(".")}`;
  if (attribute.name === "header") return `header ${attribute.header}`;
  return attribute.name.replaceAll("-", " ");
}
