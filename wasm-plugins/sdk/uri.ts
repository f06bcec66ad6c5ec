/** Request targets: path, query, percent-encoding. */
export { pathOf, percentDecode, queryOf } from "./assembly/uri";
