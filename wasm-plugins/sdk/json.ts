/** JSON without throwing: `parseJson()` for a tree, `JsonReader` for what is read once or is large. */
export { DEEPEST, JsonReader, JsonToken } from "./assembly/json/reader";
export { JsonKind, JsonResult, JsonValue, parseJson } from "./assembly/json/value";
