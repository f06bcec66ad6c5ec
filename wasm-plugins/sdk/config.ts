/** Typed plugin configuration from JSON. */
export { Fields, isLabel, LABEL } from "./assembly/config";
