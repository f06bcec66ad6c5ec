import base from "./jest.config.mjs";
const shared = { ...base.projects[0] };
export default { maxWorkers: 1, projects: [{ ...shared, displayName: "wasm", testMatch: ["<rootDir>/test/wasm/**/*.test.ts", "<rootDir>/src/wasm/**/*.test.ts"] }] };
