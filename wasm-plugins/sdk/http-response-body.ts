/** Entry point: the bodies of responses. Envoy calls the VM for every piece. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/http-response-body";
