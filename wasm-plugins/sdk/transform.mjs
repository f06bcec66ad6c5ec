/**
 * What the compiler does for every filter (`asc --transform @waymark/proxy-wasm/transform.mjs`):
 *
 * - it is told that our runtime collects between callbacks only, so that no function keeps a list of its objects;
 * - a class that overrides a callback which the entry point does not export is an error: the host would never call it.
 */
import { Transform } from "assemblyscript/transform";

/** The method that a filter overrides, the export that calls it, and the entry point that exports it. */
const callbacks = {
  onHttpRequestHeaders: ["proxy_on_request_headers", "http-request-headers"],
  onHttpRequestBody: ["proxy_on_request_body", "http-request-body"],
  onHttpRequestTrailers: ["proxy_on_request_trailers", "http-trailers"],
  onHttpResponseHeaders: ["proxy_on_response_headers", "http-response-headers"],
  onHttpResponseBody: ["proxy_on_response_body", "http-response-body"],
  onHttpResponseTrailers: ["proxy_on_response_trailers", "http-trailers"],
  onHttpCallResponse: ["proxy_on_http_call_response", "http-calls"],
  onGrpcCallResponse: ["proxy_on_grpc_receive", "grpc-calls"],
  onGrpcStreamInitialMetadata: ["proxy_on_grpc_receive_initial_metadata", "grpc-calls"],
  onGrpcStreamMessage: ["proxy_on_grpc_receive", "grpc-calls"],
  onGrpcStreamTrailingMetadata: ["proxy_on_grpc_receive_trailing_metadata", "grpc-calls"],
  onGrpcStreamClose: ["proxy_on_grpc_close", "grpc-calls"],
  onTick: ["proxy_on_tick", "background"],
  onQueueReady: ["proxy_on_queue_ready", "background"],
  onForeignFunction: ["proxy_on_foreign_function", "background"],
  onLog: ["proxy_on_log", "log"],
  onDone: ["proxy_on_done", "done"],
  onNewConnection: ["proxy_on_new_connection", "network"],
  onDownstreamData: ["proxy_on_downstream_data", "network"],
  onUpstreamData: ["proxy_on_upstream_data", "network"],
  onDownstreamClose: ["proxy_on_downstream_connection_close", "network"],
  onUpstreamClose: ["proxy_on_upstream_connection_close", "network"],
};

const simpleRuntime = 1;

/** Classes override what nobody would call; `problems` says where. */
class NeverCalled extends Error {
  constructor(problems) {
    super(problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join("\n"));
    this.problems = problems;
  }
}

/** See the top of this file. */
export default class FilterTransform extends Transform {
  #overridden = new Map();

  afterParse(parser) {
    this.program.options.runtime = simpleRuntime;
    this.program.options.stackSize = 0;
    this.program.module.useShadowStack = false;
    for (const source of parser.sources) {
      if (source.internalPath.startsWith("~lib/")) continue;
      for (const statement of source.statements) this.#note(statement, source);
    }
  }

  afterCompile(module) {
    const problems = [...this.#overridden].flatMap(([method, place]) => {
      const [name, entry] = callbacks[method];
      const message = `the host never calls ${method}(): add export * from "@waymark/proxy-wasm/${entry}"`;
      return module.getExport(name) ? [] : [{ ...place, severity: "error", message }];
    });
    if (problems.length > 0) throw new NeverCalled(problems);
  }

  #note(statement, source) {
    if (!("members" in statement) || !("extendsType" in statement) || statement.extendsType === null) return;
    for (const member of statement.members) {
      const name = member.name?.text;
      if (name === undefined || !Object.hasOwn(callbacks, name) || this.#overridden.has(name)) continue;
      const line = source.lineAt(member.name.range.start);
      const column = source.columnAt();
      this.#overridden.set(name, { file: source.normalizedPath, line, column, length: name.length });
    }
  }
}
