import { mapOf, object, text, unread, withDefault } from "./schema/schema.js";
export const secretSchema = object({}, {
    type: withDefault("Opaque", text),
    data: withDefault({}, mapOf(text)),
    stringData: withDefault({}, mapOf(text)),
    ...unread("immutable"),
});
/** The registry credentials in a Secret, as `.dockerconfigjson` has them; undefined if it holds none. */
export function dockerConfigIn({ data, stringData }) {
    const key = ".dockerconfigjson";
    if (stringData[key] !== undefined)
        return stringData[key];
    return data[key] === undefined ? undefined : Buffer.from(data[key], "base64").toString("utf8");
}
//# sourceMappingURL=secret.js.map