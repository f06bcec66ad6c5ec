/** Typed plugin configuration from JSON. */
export { Fields } from "./assembly/config";
