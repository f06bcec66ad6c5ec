export {};
//# sourceMappingURL=inspector.js.map