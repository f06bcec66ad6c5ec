/**
 * An authorizer for Envoy (`envoy.service.auth.v3.Authorization`) that leaves every decision to OPA: the policy is
 * policy.rego, compiled to WebAssembly, and it is given what OPA's own Envoy plugin would give it.
 *
 *   node examples/opa/server.mjs                 on 127.0.0.1:9191
 *   node examples/opa/server.mjs --port 0        on a free port; the first line says which
 *   node examples/opa/server.mjs --policy FILE   another policy, with the entry point envoy/authz/result
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import opa from "@open-policy-agent/opa-wasm";
import { decode, encode, toJson } from "../../dist/protos.js";
import { inputOf } from "./input.mjs";

const request = "envoy.service.auth.v3.CheckRequest";
const response = "envoy.service.auth.v3.CheckResponse";
const entryPoint = "envoy/authz/result";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "9191" },
    policy: { type: "string", default: fileURLToPath(new URL("policy.wasm", import.meta.url)) },
  },
});

const policy = await opa.loadPolicy(await readFile(values.policy));
const server = new Server();
server.addService(
  {
    check: {
      path: "/envoy.service.auth.v3.Authorization/Check",
      requestStream: false,
      responseStream: false,
      requestSerialize: (message) => Buffer.from(encode(request, message)),
      requestDeserialize: (bytes) => decode(request, bytes),
      responseSerialize: (message) => Buffer.from(encode(response, message)),
      responseDeserialize: (bytes) => decode(response, bytes),
    },
  },
  {
    check: ({ request: message }, answer) => {
      try {
        const [decision] = policy.evaluate(inputOf(toJson(request, message)), entryPoint);
        answer(null, responseTo(decision?.result ?? false));
      } catch (error) {
        // No decision is neither yes nor no: what it means, the provider's failOpen says.
        answer({ code: status.INTERNAL, details: String(error) });
      }
    },
  },
);
server.bindAsync(`127.0.0.1:${values.port}`, ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  console.log(`listening on 127.0.0.1:${port}`);
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.forceShutdown());

/** A decision of the policy: true or false, or an object with `allowed` and more to say. */
function responseTo(decision) {
  const said = typeof decision === "boolean" ? { allowed: decision } : decision;
  const { allowed, headers = {}, http_status: code = 403, body = "" } = said;
  const options = Object.entries(headers).map(([key, value]) => ({ header: { key, value: String(value) } }));
  if (allowed !== true) {
    return { status: { code: status.PERMISSION_DENIED }, deniedResponse: { status: { code }, headers: options, body } };
  }
  return {
    status: { code: status.OK },
    okResponse: { headers: options, headersToRemove: said.request_headers_to_remove ?? [] },
  };
}
