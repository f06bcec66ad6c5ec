/**
 * Tests of meshes in a program: what becomes of requests by the manifests of a mesh, without any proxy.
 * `waymark/mesh-tests/jest` adds the matchers to Jest; docs/testing.md tells of tests in YAML.
 */

export type { Answer, Received } from "./answers.js";
export type { RuleCoverage } from "./coverage.js";
export { coveredPercent } from "./coverage.js";
export { lcovText } from "./lcov.js";
export type * from "./mesh-test.js";
export type { Miss } from "./miss.js";
export type { MeshAnswer, MeshRequest, TestedMesh } from "./tested-mesh.js";
export { testedMesh } from "./tested-mesh.js";
