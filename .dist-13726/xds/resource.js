/**
 * Generic xDS: this room moves named, versioned bytes to subscribers and knows nothing of what they mean.
 *
 * One story: a `Snapshot` (all resources of a group) is published to the `XdsCache`; the cache diffs it once and wakes
 * the streams of that group; an `XdsStream` owns one `Subscription` a type, decides what may be sent now and in which
 * order; `delta.ts` and `sotw.ts` are the two dialects of the protocol; `server.ts` puts it on a socket.
 */
import { hash } from "node:crypto";
import { fieldLength, writeFieldHead } from "./wire.js";
/** A map key for a resource of any type. */
export function keyOf(ref) {
    return `${ref.typeUrl}\0${ref.name}`;
}
/** A resource of these bytes. The body is copied: the caller may reuse its buffer. */
export function resource(parts) {
    const { typeUrl, name, requires = [] } = parts;
    const version = hash("sha256", parts.body).slice(0, 32);
    return Object.freeze({ typeUrl, name, version, requires, ...wireForms(parts, version) });
}
// envoy.service.discovery.v3.Resource { version = 1, resource = 2 (Any), name = 3 }; Any { type_url = 1, value = 2 }.
// Both responses call the field `resources = 2` and a Resource calls its Any `resource = 2`, so the state-of-the-world
// form is a slice of the delta form, and the body a slice of both: one buffer a resource.
function wireForms(parts, version) {
    const { typeUrl, name, body } = parts;
    const typeUrlLength = Buffer.byteLength(typeUrl);
    const nameLength = Buffer.byteLength(name);
    const anyLength = fieldLength(typeUrlLength) + fieldLength(body.length);
    const length = fieldLength(version.length) + fieldLength(anyLength) + fieldLength(nameLength);
    const wire = Buffer.allocUnsafeSlow(fieldLength(length));
    let at = writeFieldHead(wire, 0, { field: 2, length });
    at = writeFieldHead(wire, at, { field: 1, length: version.length });
    at += wire.write(version, at);
    const anyStart = at;
    at = writeFieldHead(wire, at, { field: 2, length: anyLength });
    at = writeFieldHead(wire, at, { field: 1, length: typeUrlLength });
    at += wire.write(typeUrl, at);
    at = writeFieldHead(wire, at, { field: 2, length: body.length });
    wire.set(body, at);
    const anyEnd = at + body.length;
    wire.write(name, writeFieldHead(wire, anyEnd, { field: 3, length: nameLength }));
    return {
        body: wire.subarray(at, anyEnd),
        deltaWire: wire,
        sotwWire: wire.subarray(anyStart, anyEnd),
    };
}
//# sourceMappingURL=resource.js.map