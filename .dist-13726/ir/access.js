/** No policy at all. */
export const openAccess = { deny: [], allow: [] };
//# sourceMappingURL=access.js.map