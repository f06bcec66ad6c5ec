/** The one node proxy of the local mesh. */
export const localNodeProxy = "local";
//# sourceMappingURL=control-plane-types.js.map