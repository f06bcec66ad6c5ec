export {};
//# sourceMappingURL=waypoint.js.map