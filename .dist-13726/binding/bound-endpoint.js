export {};
//# sourceMappingURL=bound-endpoint.js.map