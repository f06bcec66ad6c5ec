export {};
//# sourceMappingURL=kinds.js.map