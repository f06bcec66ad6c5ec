// ESM all the way: swc strips the types (tsc checks them on its own), `.js` in imports names the `.ts` beside it.
const shared = {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2023", parser: { syntax: "typescript" } }, module: { type: "es6" } },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.cache/"],
};

export default {
  // End-to-end meshes live at addresses that follow from the names in their manifests: two at once could meet.
  maxWorkers: 1,
  // A busy machine is slow, and that is no failure: what hangs is found out after this, too.
  testTimeout: 60_000,
  reporters: [
    "default",
    "<rootDir>/test/support/tally-reporter.mjs",
    "<rootDir>/test/support/open-handles-reporter.mjs",
  ],
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: [
        "<rootDir>/src/**/*.test.ts",
        "<rootDir>/test/{agreement,golden,setup}/**/*.test.ts",
        "<rootDir>/wasm-plugins/sdk/test/**/*.test.ts",
      ],
    },
    // What the host in Node and a real Envoy must do alike.
    {
      ...shared,
      displayName: "wasm",
      testMatch: ["<rootDir>/test/wasm/**/*.test.ts", "<rootDir>/wasm-plugins/!(sdk)/test/**/*.test.ts"],
    },
    { ...shared, displayName: "e2e", testMatch: ["<rootDir>/test/{differential,e2e,fuzz}/**/*.test.ts"] },
  ],
};
