export {};
//# sourceMappingURL=routed-port.js.map