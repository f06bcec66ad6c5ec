export {};
//# sourceMappingURL=wasm.js.map