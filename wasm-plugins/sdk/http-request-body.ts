/** Entry point: the bodies of requests. Envoy calls the VM for every piece. */
export * from "./assembly/callbacks/core";
export * from "./assembly/callbacks/http-request-body";
